using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Platform.Sms;

/// <summary>
/// How Azure Communication Services signs a request (learn.microsoft.com, "HMAC header tutorial"): HMAC-SHA256 with the base64-decoded key
/// over verb, path with query, date, host and the hash of the body.
/// </summary>
public static class AcsSignature
{
    public const string DateHeader = "x-ms-date";
    public const string HashHeader = "x-ms-content-sha256";

    /// <summary>What stands before the signature in <c>Authorization</c>.</summary>
    public const string Prefix = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=";

    public static string Date(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);

    public static string ContentHash(ReadOnlySpan<byte> body) => Convert.ToBase64String(SHA256.HashData(body));

    /// <param name="pathAndQuery">Exactly as sent.</param>
    /// <param name="host">With the port unless it is the scheme's own.</param>
    public static string Sign(byte[] key, string verb, string pathAndQuery, string date, string host, string contentHash) =>
        Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{verb}\n{pathAndQuery}\n{date};{host};{contentHash}")));
}
