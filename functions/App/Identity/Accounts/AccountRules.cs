using System.Globalization;
using Serverless.App.Identity.Codes;
using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Accounts;

/// <summary>Who may ask for a code, how often, and what a failure costs (decisions 23-25 and 27; domain.md section 3.3).</summary>
internal static class AccountRules
{
    /// <summary>The bucket of every device that is not registered with the account.</summary>
    internal const string UnknownDevices = "unknown";

    /// <summary>Codes remembered at a time; a forgotten one is not superseded, and expires all the same.</summary>
    private const int MostOpen = 16;

    /// <summary>Counts one code against the device's own bucket, or says why there is none.</summary>
    internal static Result<Account> CountCode(Account account, string device, DateTimeOffset now, OtpOptions options)
    {
        var quota = QuotaOf(account, device);
        if (quota.FailuresInARow >= options.FailuresInARow)
        {
            return OtpErrors.NeedsOfficer;
        }

        if (quota.LockedUntil is { } until && now < until)
        {
            return OtpErrors.Locked.With("minutes", Minutes(until - now));
        }

        var recent = quota.Issued.RemoveAll(at => at <= now - TimeSpan.FromDays(1));
        var perHour = quota.Bucket == UnknownDevices ? options.UnknownDevicesPerHour : options.PerHour;
        if (recent.Count(at => at > now - TimeSpan.FromHours(1)) >= perHour || recent.Length >= options.PerDay)
        {
            return OtpErrors.TooMany;
        }

        return WithQuota(account, quota with { Issued = recent.Add(now), LockedUntil = null });
    }

    /// <summary>Whether the device may sign in without being new.</summary>
    internal static bool IsRegistered(Account account, string device) => account.Devices.Any(registered => registered.Thumbprint == device);

    /// <summary>A wrong code: counted, and when it was the last attempt of its challenge only the bucket it came from is locked.</summary>
    internal static Account CountFailure(Account account, string device, bool lastAttempt, DateTimeOffset now, OtpOptions options)
    {
        var quota = QuotaOf(account, device);
        var counted = quota with { FailuresInARow = quota.FailuresInARow + 1 };
        return WithQuota(account, lastAttempt ? counted with { LockedUntil = now + options.LockFor } : counted);
    }

    /// <summary>A right code: the count of failures starts again and the device is registered.</summary>
    internal static Account SignedIn(Account account, string device, string deviceName, DateTimeOffset now)
    {
        var known = IsRegistered(account, device);
        return account with
        {
            Quotas = [.. account.Quotas.Select(quota => quota with { FailuresInARow = 0 })],
            ActivatedAt = account.ActivatedAt ?? now,
            Devices = known ? account.Devices : account.Devices.Add(new RegisteredDevice(device, deviceName, now)),
        };
    }

    /// <summary>Takes a device away; taking it away twice is no failure.</summary>
    internal static Account RevokeDevice(Account account, string device) =>
        account with
        {
            Devices = account.Devices.RemoveAll(registered => registered.Thumbprint == device),
            Sessions = account.Sessions.RemoveAll(session => session.Device == device),
            Quotas = account.Quotas.RemoveAll(quota => quota.Bucket == device),
        };

    /// <summary>Devices that were registered before a moment.</summary>
    internal static IEnumerable<string> DevicesBefore(Account account, DateTimeOffset at) =>
        account.Devices.Where(device => device.RegisteredAt < at).Select(device => device.Thumbprint);

    internal static IEnumerable<OpenSession> SessionsOf(Account account, string device) =>
        account.Sessions.Where(session => session.Device == device);

    /// <summary>The account after officers gave it another phone: devices of before are gone, and failures and locks with them.</summary>
    internal static Account Recover(Account account, DateTimeOffset at) =>
        DevicesBefore(account, at).Aggregate(account, RevokeDevice) with
        {
            Quotas = [],
            Challenges = [],
            DiedAt = account.DiedAt > at ? account.DiedAt : null,
        };

    /// <summary>The account after a reported death: no device, no session, no way in.</summary>
    internal static Account Close(Account account, DateTimeOffset at) =>
        account.Devices.Select(device => device.Thumbprint).Aggregate(account, RevokeDevice) with
        {
            Sessions = [],
            Challenges = [],
            DiedAt = account.DiedAt ?? at,
        };

    /// <summary>Remembers the newest code of a device for an operation, and the one that it takes the place of.</summary>
    internal static Account Open(Account account, string operation, string device, string challengeId)
    {
        var before = account.Challenges.FirstOrDefault(open => open.Operation == operation && open.Device == device);
        var others = account.Challenges.RemoveAll(open => open == before);
        var kept = others.Length < MostOpen ? others : others.RemoveAt(0);
        return account with { Challenges = kept.Add(new OpenChallenge(operation, device, challengeId, before?.ChallengeId)) };
    }

    /// <summary>Remembers a session so that it can be ended with its device; ended ones are forgotten by time.</summary>
    internal static Account WithSession(Account account, OpenSession session, DateTimeOffset now) =>
        account with
        {
            Sessions = account.Sessions.RemoveAll(other => other.ExpiresAt <= now || other.SessionId == session.SessionId).Add(session),
        };

    private static CodeQuota QuotaOf(Account account, string device)
    {
        var bucket = IsRegistered(account, device) ? device : UnknownDevices;
        return account.Quotas.FirstOrDefault(quota => quota.Bucket == bucket) ?? new CodeQuota(bucket);
    }

    private static Account WithQuota(Account account, CodeQuota quota) =>
        account with
        {
            Quotas = account.Quotas.RemoveAll(other => other.Bucket == quota.Bucket).Add(quota),
        };

    private static string Minutes(TimeSpan wait) => ((int)Math.Ceiling(wait.TotalMinutes)).ToString(CultureInfo.InvariantCulture);
}
