using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Platform.Hosting.Limits;

/// <summary>The window that a moment lies in, and what is left of it.</summary>
internal readonly record struct RateWindow(long Number, TimeSpan Left)
{
    internal static RateWindow At(DateTimeOffset now, RateLimitPolicy policy)
    {
        var (number, into) = Math.DivRem(now.Ticks - DateTimeOffset.UnixEpoch.Ticks, policy.Window.Ticks);
        return new(number, TimeSpan.FromTicks(policy.Window.Ticks - into));
    }

    /// <summary>Where a counter is stored: a key that tells nobody whom it counts.</summary>
    internal static string KeyOf(RateLimitPolicy policy, string principal)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{policy.Name}|{principal}"));
        return $"{policy.Name}|{Base64Url.EncodeToString(hash)}";
    }
}
