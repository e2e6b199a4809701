using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Tokens;

/// <summary>
/// Checks a DPoP proof (RFC 9449, section 4.3): a compact JWS by the device's P-256 key over method, path, our nonce and its own id.
/// Every fault is the same <c>platform.device-proof-invalid</c> (401); only a stale or absent nonce is told apart
/// (<c>platform.device-proof-nonce</c>), because an honest phone then tries again with the nonce of the answer.
/// </summary>
public sealed class DeviceProofVerifier(ProofNonce nonces, TimeProvider time)
{
    /// <summary>Longest proof taken, in characters; a P-256 proof has about 450.</summary>
    public const int MaximumLength = 2048;

    internal static readonly Error Invalid = new("platform.device-proof-invalid", ErrorKind.Unauthenticated);
    private static readonly Error Nonce = new("platform.device-proof-nonce", ErrorKind.Unauthenticated);

    /// <summary>The nonce to send in <c>DPoP-Nonce</c>.</summary>
    public string NextNonce() => nonces.Issue(time.GetUtcNow());

    /// <param name="proof">The <c>DPoP</c> header.</param>
    /// <param name="method">The request's method, upper case.</param>
    /// <param name="path">The request's path; host and scheme are not compared, a proxy may change them.</param>
    public Result<DeviceProof> Verify(string? proof, string method, string path)
    {
        if (proof is null || proof.Length > MaximumLength || proof.Split('.') is not [var header, var payload, var signature])
        {
            return Invalid;
        }

        try
        {
            using var head = JsonDocument.Parse(Base64Url.DecodeFromChars(header));
            using var body = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            if (Key(head.RootElement) is not { } key)
            {
                return Invalid;
            }

            var signed = Encoding.ASCII.GetBytes($"{header}.{payload}");
            return IsSigned(key, signed, Base64Url.DecodeFromChars(signature)) ? Claims(body.RootElement, key, method, path) : Invalid;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or CryptographicException)
        {
            return Invalid;
        }
    }

    private Result<DeviceProof> Claims(JsonElement claims, DeviceKey key, string method, string path)
    {
        var target = Text(claims, "htu");
        if (
            Text(claims, "htm") != method
            || !Uri.TryCreate(target, UriKind.Absolute, out var uri)
            || !string.Equals(uri.AbsolutePath, path, StringComparison.Ordinal)
            || Text(claims, "jti") is not { Length: >= 8 and <= 128 } id
        )
        {
            return Invalid;
        }

        var nonce = Text(claims, "nonce");
        return nonce is not null && nonces.IsFresh(nonce, time.GetUtcNow()) ? new DeviceProof(key.Thumbprint, id) : Nonce;
    }

    private static DeviceKey? Key(JsonElement header) =>
        Text(header, "typ") == "dpop+jwt" && Text(header, "alg") == "ES256" && header.TryGetProperty("jwk", out var jwk)
            ? DeviceKey.FromJwk(jwk)
            : null;

    private static bool IsSigned(DeviceKey key, byte[] signed, byte[] signature)
    {
        using var verifier = ECDsa.Create(key.Parameters);
        return verifier.VerifyData(signed, signature, HashAlgorithmName.SHA256);
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
