using System.Collections.Immutable;

namespace Serverless.App.Identity.Accounts;

/// <summary>A device that may sign in, named by the thumbprint of its key.</summary>
internal sealed record RegisteredDevice(string Thumbprint, string Name, DateTimeOffset RegisteredAt);

/// <summary>When one bucket of devices asked for codes; a registered device has its own, all others share one (decision 24).</summary>
internal sealed record CodeQuota(string Bucket)
{
    public ImmutableArray<DateTimeOffset> Issued { get; init; } = [];

    public DateTimeOffset? LockedUntil { get; init; }
}

/// <summary>
/// Everything that sign-in knows about the holder of one DNI. A DNI that belongs to nobody has an account too, without a member:
/// its quotas are kept in the same way, so that the two cost the same work and look the same (decision 24).
/// </summary>
/// <param name="Id">Derived from the keyed hash of the DNI.</param>
/// <param name="MemberId">Null when nobody with this DNI is in the register.</param>
internal sealed record Account(string Id, string? MemberId)
{
    public DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>Keyed hash of the number that codes go to; the number itself is in the encrypted personal row.</summary>
    public string? PhoneHash { get; init; }

    /// <summary>False while the number was only given by the caller: no money, no document (decision 25).</summary>
    public bool PhoneVerified { get; init; }

    /// <summary>When the number was changed last, UTC; a credit needs it to be older than the cool-down.</summary>
    public DateTimeOffset? PhoneChangedAt { get; init; }

    public ImmutableArray<RegisteredDevice> Devices { get; init; } = [];

    public ImmutableArray<CodeQuota> Quotas { get; init; } = [];

    /// <summary>Wrong codes since the last right one, over all devices.</summary>
    public int FailuresInARow { get; init; }
}
