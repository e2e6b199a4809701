namespace Serverless.Platform.Storage;

/// <summary>An aggregate as one read saw it; <see cref="State"/> is null when it does not exist yet.</summary>
public sealed record Snapshot<TState>(string Id, TState? State)
    where TState : class
{
    /// <summary>Null before the first commit.</summary>
    public string? ETag { get; init; }

    /// <summary>Number of the last event; 0 before the first.</summary>
    public long Sequence { get; init; }

    /// <summary>Hash of the last event.</summary>
    public ReadOnlyMemory<byte> ChainHead { get; init; } = EventChain.Start;

    internal DateTimeOffset? PruneAfter { get; init; }
}
