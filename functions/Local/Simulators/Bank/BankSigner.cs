using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Local.Simulators.Bank;

/// <summary>The bank's side of the signature of docs/ports/bank.md; its own code, so that it checks App's.</summary>
internal static class BankSigner
{
    internal const string TimeHeader = "Bank-Timestamp";
    internal const string SignatureHeader = "Bank-Signature";
    private const int ToleranceSeconds = 300;

    internal static string Sign(byte[] key, string path, string stamp, byte[] body)
    {
        var text = $"POST\n{path}\n{stamp}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        return "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    internal static string Stamp(TimeProvider time) => time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    internal static bool IsSigned(HttpRequest request, byte[] key, byte[] body, TimeProvider time)
    {
        var stamp = request.Headers[TimeHeader].ToString();
        var near =
            long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) <= ToleranceSeconds;
        var expected = Encoding.ASCII.GetBytes(Sign(key, request.Path, stamp, body));
        var given = Encoding.ASCII.GetBytes(request.Headers[SignatureHeader].ToString());
        return near && CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
