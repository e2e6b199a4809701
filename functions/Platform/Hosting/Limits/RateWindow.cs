using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Platform.Hosting.Limits;

/// <summary>Where a counter lives: which window now is in, and a key that tells nobody whom it counts.</summary>
internal readonly record struct RateWindow(string Key, long Number, TimeSpan Left)
{
    internal static RateWindow At(DateTimeOffset now, RateLimitPolicy policy, string principal)
    {
        var (number, into) = Math.DivRem(now.Ticks - DateTimeOffset.UnixEpoch.Ticks, policy.Window.Ticks);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{policy.Name}|{principal}"));
        return new($"{policy.Name}|{Base64Url.EncodeToString(hash)}", number, TimeSpan.FromTicks(policy.Window.Ticks - into));
    }
}
