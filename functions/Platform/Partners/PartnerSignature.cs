using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Serverless.Platform.Partners;

/// <summary>
/// How a partner and we sign messages: HMAC-SHA256 over path, time and body hash (and the method, where the port says so), so that a
/// signature fits one message at one time and nothing else. The headers are <c>{name}-Timestamp</c> and <c>{name}-Signature</c>.
/// </summary>
/// <param name="name">First word of the headers, as the port has it.</param>
/// <param name="signsMethod">Whether the method stands in front of the path.</param>
public sealed class PartnerSignature(string name, bool signsMethod)
{
    private const string Scheme = "v1=";
    private const int ShortestKey = 32;

    /// <summary>How far the two clocks may be apart.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Unix seconds.</summary>
    public string TimeHeader { get; } = $"{name}-Timestamp";

    public string SignatureHeader { get; } = $"{name}-Signature";

    /// <summary>Whether a setting is a key: base64 of 32 bytes or more.</summary>
    public static bool IsKey(string text)
    {
        Span<byte> bytes = stackalloc byte[256];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= ShortestKey;
    }

    /// <summary>The moment as the header has it.</summary>
    public static string Stamp(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <param name="key">Base64.</param>
    public string Of(string key, string method, string path, string stamp, ReadOnlySpan<byte> body)
    {
        var act = signsMethod ? $"{method}\n{path}" : path;
        var text = $"{act}\n{stamp}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        return Scheme + Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Signs a request that is ready to be sent.</summary>
    /// <param name="body">The bytes of its content.</param>
    public void Sign(HttpRequestMessage request, string key, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var stamp = Stamp(now);
        request.Headers.Add(TimeHeader, stamp);
        request.Headers.Add(SignatureHeader, Of(key, request.Method.Method, request.RequestUri!.AbsolutePath, stamp, body));
    }

    /// <summary>Whether one of the keys made the signature, and not long ago. Takes the same time for every wrong one.</summary>
    /// <param name="keys">Those in use; empty ones are passed over.</param>
    public bool Holds(IEnumerable<string> keys, HttpRequest request, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var stamp = request.Headers[TimeHeader].ToString();
        if (
            !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > (long)Tolerance.TotalSeconds
        )
        {
            return false;
        }

        var given = Encoding.ASCII.GetBytes(request.Headers[SignatureHeader].ToString());
        var holds = false;
        foreach (var key in keys.Where(key => key.Length > 0))
        {
            var expected = Encoding.ASCII.GetBytes(Of(key, request.Method, request.Path.Value ?? "", stamp, body));
            holds |= CryptographicOperations.FixedTimeEquals(expected, given);
        }

        return holds;
    }
}
