using System.Globalization;
using Serverless.App.Identity.Codes;
using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Accounts;

/// <summary>Who may ask for a code, how often, and what a failure costs (decisions 23-25 and 27; domain.md section 3.3).</summary>
internal static class AccountRules
{
    /// <summary>The bucket of every device that is not registered with the account.</summary>
    internal const string UnknownDevices = "unknown";

    /// <summary>Counts one code against the device's own bucket, or says why there is none.</summary>
    internal static Result<Account> CountCode(Account account, string device, DateTimeOffset now, OtpOptions options)
    {
        if (account.FailuresInARow >= options.FailuresInARow)
        {
            return OtpErrors.NeedsOfficer;
        }

        var quota = QuotaOf(account, device);
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

    /// <summary>A wrong code: counted, and when it was the last attempt of its challenge only the bucket it came from is locked.</summary>
    internal static Account CountFailure(Account account, string device, bool lastAttempt, DateTimeOffset now, OtpOptions options)
    {
        var counted = account with { FailuresInARow = account.FailuresInARow + 1 };
        return lastAttempt ? WithQuota(counted, QuotaOf(counted, device) with { LockedUntil = now + options.LockFor }) : counted;
    }

    /// <summary>A right code: the count of failures starts again and the device is registered.</summary>
    internal static Account SignedIn(Account account, string device, string deviceName, DateTimeOffset now)
    {
        var known = account.Devices.Any(registered => registered.Thumbprint == device);
        return account with
        {
            FailuresInARow = 0,
            ActivatedAt = account.ActivatedAt ?? now,
            Devices = known ? account.Devices : account.Devices.Add(new RegisteredDevice(device, deviceName, now)),
        };
    }

    /// <summary>Takes a device away; taking it away twice is no failure.</summary>
    internal static Account RevokeDevice(Account account, string device) =>
        account with
        {
            Devices = account.Devices.RemoveAll(registered => registered.Thumbprint == device),
            Quotas = account.Quotas.RemoveAll(quota => quota.Bucket == device),
        };

    private static CodeQuota QuotaOf(Account account, string device)
    {
        var bucket = account.Devices.Any(registered => registered.Thumbprint == device) ? device : UnknownDevices;
        return account.Quotas.FirstOrDefault(quota => quota.Bucket == bucket) ?? new CodeQuota(bucket);
    }

    private static Account WithQuota(Account account, CodeQuota quota) =>
        account with
        {
            Quotas = account.Quotas.RemoveAll(other => other.Bucket == quota.Bucket).Add(quota),
        };

    private static string Minutes(TimeSpan wait) => ((int)Math.Ceiling(wait.TotalMinutes)).ToString(CultureInfo.InvariantCulture);
}
