namespace Serverless.App.Identity.Sessions;

/// <summary>
/// One sign-in on one device and the family of refresh tokens that follows from it. The tokens themselves are derived from the id and
/// the generation under a key outside storage, so no answer with a secret is ever stored (decisions 13 and 26).
/// </summary>
/// <param name="Device">Thumbprint of the device that signed in; every refresh must be proved by it.</param>
/// <param name="ExpiresAt">UTC; then the member signs in again.</param>
internal sealed record Session(
    string Id,
    string AccountId,
    string MemberId,
    string Device,
    DateTimeOffset SignedInAt,
    DateTimeOffset ExpiresAt
)
{
    /// <summary>The officer at whose desk it was opened, with the member's own code (row D50); null on the member's own device.</summary>
    public string? AssistedBy { get; init; }

    /// <summary>The linked login that it was opened by; null when it was a code.</summary>
    public string? Provider { get; init; }

    /// <summary>Which refresh token of the family is the current one; counts from 1.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>When the current one was handed out, UTC.</summary>
    public DateTimeOffset RotatedAt { get; init; } = SignedInAt;

    /// <summary>When the session was ended before its time, UTC.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Why, for the audit trail: <c>signed-out</c>, <c>device-revoked</c>, <c>refresh-reused</c>, <c>recovered</c>.</summary>
    public string? RevokedBecause { get; init; }
}
