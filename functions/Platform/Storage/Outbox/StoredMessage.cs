using System.Text.Json.Serialization;
using Serverless.Platform.Messaging;

namespace Serverless.Platform.Storage;

/// <summary>An outgoing message as the marker row and the Due table keep it.</summary>
internal sealed record StoredMessage(string Id, string Type, string Source, DateTimeOffset Time, int DataVersion, ReadOnlyMemory<byte> Data)
{
    public string? TraceParent { get; init; }

    public string? SessionId { get; init; }

    internal static StoredMessage From(OutgoingMessage m) =>
        new(m.Id, m.Type, m.Source, m.Time, m.DataVersion, m.Data) { TraceParent = m.TraceParent, SessionId = m.SessionId };

    internal OutgoingMessage ToOutgoing() =>
        new(Id, Type, Source, Time, DataVersion, Data) { TraceParent = TraceParent, SessionId = SessionId };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoredMessage))]
[JsonSerializable(typeof(StoredMessage[]))]
internal sealed partial class StorageJson : JsonSerializerContext;
