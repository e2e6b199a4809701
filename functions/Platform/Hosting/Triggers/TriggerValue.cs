using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Serverless.Platform.Hosting.Triggers;

/// <summary>
/// One entry of an envelope's <c>Data</c>. The host serializes strings once more before it places them there, Base64s byte
/// arrays, and passes objects as they are; older hosts and other tools encode strings once. Every form is read here.
/// </summary>
public readonly struct TriggerValue(JsonElement raw)
{
    /// <summary>True when the envelope had no such entry, or null.</summary>
    public bool IsAbsent => raw.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>
    /// The text the trigger delivered, with the host's second encoding removed. A .NET null arrives as the four letters
    /// <c>null</c>, which is also its JSON. Objects give their JSON.
    /// </summary>
    public string Text()
    {
        if (IsAbsent)
        {
            return "";
        }

        return raw.ValueKind == JsonValueKind.String ? Unquote(raw.GetString()!) : raw.GetRawText();
    }

    /// <summary>
    /// The bytes of a binding with <c>dataType: binary</c>: Base64 of the message body. Text forms give their UTF-8, so that a
    /// forgotten <c>dataType</c> still delivers the message: a body that begins with <c>{</c> is never taken for Base64.
    /// </summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        if (raw.ValueKind != JsonValueKind.String)
        {
            return Encoding.UTF8.GetBytes(Text());
        }

        var once = raw.GetString()!;
        return Base64.IsValid(once) ? Convert.FromBase64String(once) : Encoding.UTF8.GetBytes(Unquote(once));
    }

    /// <summary>The value of a type, whether it came as an object or as text that holds JSON.</summary>
    /// <exception cref="JsonException">It is neither.</exception>
    public T? Json<T>(JsonTypeInfo<T> type) =>
        raw.ValueKind == JsonValueKind.String ? JsonSerializer.Deserialize(Unquote(raw.GetString()!), type)
        : IsAbsent ? default
        : raw.Deserialize(type);

    /// <summary>Removes one JSON string encoding if there is one; text that only looks like it is left alone.</summary>
    internal static string Unquote(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
        {
            return text;
        }

        try
        {
            return JsonSerializer.Deserialize(text, TriggerJson.Default.String) ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
