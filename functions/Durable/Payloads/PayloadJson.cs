using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Serverless.Durable.Payloads;

/// <summary>JSON of inputs, results, events and statuses, from the source-generated types that registrations bring along.</summary>
internal sealed class PayloadJson
{
    private readonly JsonSerializerOptions _options;

    public PayloadJson(IEnumerable<IJsonTypeInfoResolver> resolvers)
    {
        _options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            // Payloads are nested as text in text; quotes escaped as \u0022 would grow sixfold at each level.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = JsonTypeInfoResolver.Combine([.. resolvers, SimpleTypes.Default]),
        };
        _options.MakeReadOnly();
    }

    /// <summary>JSON text, or null for null: absent and null are one on the wire.</summary>
    public string? Write(object? value) =>
        value is null or Nothing ? null : JsonSerializer.Serialize(value, _options.GetTypeInfo(value.GetType()));

    public string? Write<T>(T value) => value is null or Nothing ? null : JsonSerializer.Serialize(value, TypeInfo<T>());

    public T? Read<T>(string? json) =>
        json is null || typeof(T) == typeof(Nothing) ? default : JsonSerializer.Deserialize(json, TypeInfo<T>());

    public T? Read<T>(ref Utf8JsonReader reader) =>
        typeof(T) == typeof(Nothing) ? default : JsonSerializer.Deserialize(ref reader, TypeInfo<T>());

    public T? Read<T>(ReadOnlySpan<byte> json) =>
        typeof(T) == typeof(Nothing) || json.IsEmpty || json.SequenceEqual("null"u8)
            ? default
            : JsonSerializer.Deserialize(json, TypeInfo<T>());

    public T? Read<T>(JsonElement json) =>
        json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? default : json.Deserialize(TypeInfo<T>());

    /// <summary>A JSON string literal of a text.</summary>
    public string Quote(string text) => JsonSerializer.Serialize(text, TypeInfo<string>());

    private JsonTypeInfo<T> TypeInfo<T>() =>
        Last<T>.Found is { } found && found.Options == _options ? found : Last<T>.Found = (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));

    /// <summary>A process has one set of options, so this spares a look-up for each of thousands of results.</summary>
    private static class Last<T>
    {
        public static JsonTypeInfo<T>? Found { get; set; }
    }
}

[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(DateTime))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(DateOnly))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class SimpleTypes : JsonSerializerContext;
