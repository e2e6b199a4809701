namespace Serverless.App.Identity.Recovery;

/// <summary>How far the way back has come.</summary>
internal enum RecoveryState
{
    /// <summary>A code is on its way to the new number.</summary>
    Started,

    /// <summary>The new number is in the caller's hand; the face is still to be shown.</summary>
    NumberProved,

    /// <summary>The new number is bound.</summary>
    Done,
}

/// <summary>
/// One try to come back by one's face after phone and number were lost. A DNI that is nobody's has one too, and every step of it costs
/// and answers the same (decision 24). The new number lies sealed beside the row, and is erased when the try is over.
/// </summary>
/// <param name="AccountId">Of the member, or of nobody.</param>
/// <param name="MemberId">Null when nobody has this DNI.</param>
/// <param name="Device">Thumbprint of the new phone: good there and nowhere else.</param>
/// <param name="ExpiresAt">UTC.</param>
internal sealed record LostAccount(
    string Id,
    string AccountId,
    string? MemberId,
    string Device,
    string ChallengeId,
    DateTimeOffset StartedAt,
    DateTimeOffset ExpiresAt
)
{
    public RecoveryState State { get; init; }

    /// <summary>The face session that proved it; once used it opens nothing any more.</summary>
    public string? FaceSession { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Whose failures are counted: apart from the member's own camera, so that strangers close their own way only.</summary>
    internal string Subject => $"recovery-{AccountId}";
}
