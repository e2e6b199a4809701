using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Platform.Messaging;

namespace Serverless.Platform.Storage;

/// <summary>One published event type: <c>context.noun-past-tense</c>, its version, and the shape of its data (decision 17).</summary>
public sealed record EventKind<TData>(string Type, JsonTypeInfo<TData> Json)
    where TData : class
{
    /// <summary>Steps from older published versions.</summary>
    public Upcasts Upcasts { get; init; } = Upcasts.None;

    /// <summary>The same event as a receiver knows it.</summary>
    public MessageKind<TData> Message => new(Type, Upcasts.Current, Json) { Upcasts = Upcasts };

    /// <summary>An event of this type that is ready to be committed.</summary>
    public NewEvent With(TData data) => new(Type, Upcasts.Current, JsonSerializer.SerializeToUtf8Bytes(data, Json));

    /// <summary>The data of a stored event or of a received message, in today's shape.</summary>
    public TData Read(int version, ReadOnlySpan<byte> utf8) => Upcasts.Read(utf8, version, Json);

    /// <inheritdoc cref="Read(int, ReadOnlySpan{byte})"/>
    public TData Read(StoredEvent stored) =>
        stored.Type == Type
            ? Read(stored.Version, stored.Data.Span)
            : throw new ArgumentException($"{stored.Type} is not {Type}", nameof(stored));
}

/// <summary>An event that a decision produced. Ids and amounts only: personal fields live in the personal row (decision 14).</summary>
public sealed record NewEvent(string Type, int Version, ReadOnlyMemory<byte> Data);

/// <summary>An event as it lies in the store, with its place in the aggregate's hash chain.</summary>
public sealed record StoredEvent(string Id, long Sequence, string Type, int Version, DateTimeOffset Time, ReadOnlyMemory<byte> Data)
{
    /// <summary>The command that caused it.</summary>
    public required string CommandId { get; init; }

    /// <summary>Hash of the event before it; 32 zero bytes for the first.</summary>
    public required ReadOnlyMemory<byte> Previous { get; init; }

    /// <summary>SHA-256 over the previous hash and this event.</summary>
    public required ReadOnlyMemory<byte> Hash { get; init; }
}
