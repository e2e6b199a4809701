using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.App.Payments.Bank;

/// <summary>
/// How either side signs a message (docs/ports/bank.md): HMAC-SHA256 over method, path, time and body hash, so that a signature fits
/// one message at one time and nothing else.
/// </summary>
internal static class BankSignature
{
    internal const string ClientHeader = "Bank-Client";
    internal const string TimeHeader = "Bank-Timestamp";
    internal const string SignatureHeader = "Bank-Signature";
    private const string Scheme = "v1=";

    /// <summary>How far the two clocks may be apart.</summary>
    internal static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    internal static string Stamp(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    internal static string Of(string key, string method, string path, string stamp, ReadOnlySpan<byte> body) =>
        Scheme + Convert.ToHexStringLower(Mac(key, method, path, stamp, body));

    /// <summary>Whether one of the keys made the signature, and not long ago. Takes the same time for every wrong one.</summary>
    internal static bool Holds(IEnumerable<string> keys, SignedMessage message, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        const NumberStyles Style = NumberStyles.None;
        if (
            !long.TryParse(message.Stamp, Style, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > (long)Tolerance.TotalSeconds
        )
        {
            return false;
        }

        var given = Encoding.ASCII.GetBytes(message.Signature);
        var holds = false;
        foreach (var key in keys)
        {
            var expected = Encoding.ASCII.GetBytes(Of(key, message.Method, message.Path, message.Stamp, body));
            holds |= CryptographicOperations.FixedTimeEquals(expected, given);
        }

        return holds;
    }

    private static byte[] Mac(string key, string method, string path, string stamp, ReadOnlySpan<byte> body)
    {
        var text = $"{method}\n{path}\n{stamp}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        return HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(text));
    }
}

/// <summary>What a signature is of, apart from the body.</summary>
/// <param name="Stamp">Unix seconds, as the header has them.</param>
internal readonly record struct SignedMessage(string Method, string Path, string Stamp, string Signature);
