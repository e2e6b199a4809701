using System.Collections.Immutable;
using Serverless.App.Identity.Linked;

namespace Serverless.App.Identity.Accounts;

/// <summary>A device that may sign in, named by the thumbprint of its key.</summary>
internal sealed record RegisteredDevice(string Thumbprint, string Name, DateTimeOffset RegisteredAt);

/// <summary>When one bucket of devices asked for codes; a registered device has its own, all others share one (decision 24).</summary>
internal sealed record CodeQuota(string Bucket)
{
    public ImmutableArray<DateTimeOffset> Issued { get; init; } = [];

    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>
    /// Wrong codes since the last right one. Counted by bucket, so that strangers who fail a hundred times lock out strangers only
    /// (decision 24).
    /// </summary>
    public int FailuresInARow { get; init; }
}

/// <summary>The newest code that one device asked for one operation; the one before it is superseded.</summary>
internal sealed record OpenChallenge(string Operation, string Device, string ChallengeId, string? Previous);

/// <summary>A session that the account's holder may end from another device.</summary>
internal sealed record OpenSession(string SessionId, string Device, DateTimeOffset ExpiresAt);

/// <summary>
/// Everything that sign-in knows about the holder of one DNI. A DNI that belongs to nobody has an account too, without a member:
/// its quotas are kept in the same way, so that the two cost the same work and look the same (decision 24).
/// </summary>
/// <param name="Id">A keyed hash of the member's id, or of the DNI when it is nobody's.</param>
/// <param name="MemberId">Null when nobody with this DNI is in the register.</param>
internal sealed record Account(string Id, string? MemberId)
{
    public DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>When the number that codes go to was changed last, UTC; a credit needs it to be older than the cool-down.</summary>
    public DateTimeOffset? PhoneChangedAt { get; init; }

    /// <summary>When the holder's death was reported, UTC: nobody comes in any more, unless officers give the account another phone later.</summary>
    public DateTimeOffset? DiedAt { get; init; }

    public ImmutableArray<RegisteredDevice> Devices { get; init; } = [];

    public ImmutableArray<CodeQuota> Quotas { get; init; } = [];

    public ImmutableArray<OpenChallenge> Challenges { get; init; } = [];

    public ImmutableArray<OpenSession> Sessions { get; init; } = [];

    /// <summary>Logins of other providers that let the member in on their own devices (row C12).</summary>
    /// <remarks>Rows from before there were any hold none.</remarks>
    public ImmutableArray<LinkedLogin> Links
    {
        get => field.IsDefault ? [] : field;
        init;
    } = [];

    /// <summary>When the phone's holder refused our texts, UTC; null while they are welcome.</summary>
    public DateTimeOffset? TextsRefusedAt { get; init; }
}
