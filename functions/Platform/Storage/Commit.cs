using Serverless.Platform.Due;
using Serverless.Platform.Messaging;

namespace Serverless.Platform.Storage;

/// <summary>Everything that one decision wants to become true at once; the store writes it in one table batch (architecture, section 5).</summary>
public sealed record Commit<TState>(TState State)
    where TState : class
{
    /// <summary>In the order in which they happened; each is also sent to the queues that want its type.</summary>
    public IReadOnlyList<NewEvent> Events { get; init; } = [];

    /// <summary>Id of the message that this commit answers; the same message again is then a no-op.</summary>
    public string? InboxMessageId { get; init; }

    /// <summary>What a repetition of the same Idempotency-Key is told; null for messages and activities.</summary>
    public IdempotencyRecord? Answer { get; init; }

    /// <summary>Messages that no event expresses.</summary>
    public IReadOnlyList<OutgoingMessage> Messages { get; init; } = [];

    /// <summary>Work for later; written before the batch, and dropped when the batch never lands.</summary>
    public IReadOnlyList<DueWork> Due { get; init; } = [];

    /// <summary>Encrypted rows that live beside the state (decision 14).</summary>
    public IReadOnlyList<PersonalRow> Personal { get; init; } = [];

    /// <summary>W3C trace context that the outgoing messages carry on; null takes the current activity's.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>A stored answer (decision 13): the body itself is rebuilt from what the subject names.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Subject">What the answer is about, for example the created id; never personal data.</param>
public sealed record IdempotencyRecord(int Status, string Subject);

/// <summary>One sealed row; an empty <see cref="Sealed"/> erases.</summary>
/// <param name="Name">Letters and digits; <c>key</c> is the wrapped key itself.</param>
/// <param name="KeyId">The wrapping key, or empty.</param>
public sealed record PersonalRow(string Name, string KeyId, ReadOnlyMemory<byte> Sealed);

/// <summary>What became of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>This call's batch is in the store.</summary>
    Committed,

    /// <summary>An earlier call of the same command or message is in the store; this one changed nothing.</summary>
    AlreadyCommitted,
}

/// <summary>Proof of a commit.</summary>
/// <param name="Sequence">Number of the command's last event.</param>
/// <param name="ETag">Of the state when this answer was made.</param>
/// <param name="Answer">The stored record of the command's first success.</param>
public sealed record CommitReceipt(CommitOutcome Outcome, long Sequence, string ETag, IdempotencyRecord? Answer);

/// <summary>The store's expected failures.</summary>
public static class StorageErrors
{
    /// <summary>Somebody else committed in between; read again and decide again.</summary>
    public static readonly Kernel.Error PreconditionFailed = new("platform.precondition-failed", Kernel.ErrorKind.PreconditionFailed);

    /// <summary>The same Idempotency-Key came with another body (422).</summary>
    public static readonly Kernel.Error KeyReused = new("platform.idempotency-key-reused", Kernel.ErrorKind.Unprocessable);
}
