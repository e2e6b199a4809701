namespace Serverless.Platform.Messaging.Attempts;

/// <summary>How far a message has come with its vendor.</summary>
public enum AttemptState
{
    Pending,
    Accepted,
    Refused,

    /// <summary>The deadline came first.</summary>
    GivenUp,
}

/// <summary>
/// What is remembered about a message and its vendor, written before the first try: the same <see cref="OperationId"/> and
/// <see cref="FirstTried"/> in every try let the vendor see that it is the same wish.
/// </summary>
public sealed record Attempt(Guid OperationId, DateTimeOffset FirstTried, int Failed, AttemptState State)
{
    /// <summary>The vendor's name for it once accepted, or the code of its last no.</summary>
    public string? Note { get; init; }

    /// <summary>When copy number <see cref="Failed"/> is due.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The copy for the next attempt is in the queue.</summary>
    public bool Scheduled { get; init; }

    /// <summary>The state after an answer; pure.</summary>
    public Attempt After(VendorAnswer answer, DateTimeOffset now, DateTimeOffset deadline, TimeSpan? firstRetry = null)
    {
        switch (answer)
        {
            case VendorAnswer.Accepted accepted:
                return this with { State = AttemptState.Accepted, Note = accepted.VendorId, Due = null };
            case VendorAnswer.Refused refused:
                return this with { State = AttemptState.Refused, Note = refused.Code, Due = null };
            case VendorAnswer.Later later:
                var due = RetrySchedule.Next(Failed + 1, now, deadline, later.RetryAfter, firstRetry);
                var state = due is null ? AttemptState.GivenUp : AttemptState.Pending;
                return this with { State = state, Failed = Failed + 1, Note = later.Code, Due = due, Scheduled = false };
            default:
                throw new ArgumentOutOfRangeException(nameof(answer));
        }
    }
}
