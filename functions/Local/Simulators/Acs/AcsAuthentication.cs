using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.Platform.Sms;

namespace Serverless.Local.Simulators.Acs;

/// <summary>Checks a request as the vendor does: the hash of the body, a date within five minutes, the signature over what was really received.</summary>
internal sealed class AcsAuthentication(byte[] key, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Null when the request is good, else what is wrong with it.</summary>
    internal string? Check(HttpRequest request, string rawTarget, byte[] body)
    {
        var date = request.Headers[AcsSignature.DateHeader].ToString();
        var hash = request.Headers[AcsSignature.HashHeader].ToString();
        if (!DateTimeOffset.TryParseExact(date, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sent))
        {
            return "The date header is missing or is not RFC 1123.";
        }

        if ((time.GetUtcNow() - sent).Duration() > Skew)
        {
            return "The date is too far from the server's clock.";
        }

        if (hash != AcsSignature.ContentHash(body))
        {
            return "The content hash is not that of the body.";
        }

        var signature = AcsSignature.Sign(key, request.Method, rawTarget, date, request.Host.Value ?? "", hash);
        var expected = Encoding.UTF8.GetBytes(AcsSignature.Prefix + signature);
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()))
            ? null
            : "The signature does not match.";
    }
}
