using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.TestKit.Devices;

/// <summary>A phone with its own P-256 key that makes device proofs as the app does (RFC 9449).</summary>
public sealed class TestDevice : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private int _proofs;

    /// <summary>The public key as the JSON text of a JWK.</summary>
    public string Jwk => $$"""{"kty":"EC","crv":"P-256","x":"{{X}}","y":"{{Y}}"}""";

    /// <summary>RFC 7638 thumbprint, computed here a second time on purpose.</summary>
    public string Thumbprint =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""")));

    private string X => Base64Url.EncodeToString(_key.ExportParameters(false).Q.X);

    private string Y => Base64Url.EncodeToString(_key.ExportParameters(false).Q.Y);

    /// <summary>A proof over this request.</summary>
    public string Prove(string method, string url, string nonce) =>
        Sign(
            $$"""{"typ":"dpop+jwt","alg":"ES256","jwk":{{Jwk}}}""",
            $$"""{"htm":"{{method}}","htu":"{{url}}","nonce":"{{nonce}}","jti":"proof-{{++_proofs:D8}}","iat":1}"""
        );

    /// <summary>Any header and payload under this device's signature, for liars.</summary>
    public string Sign(string header, string payload)
    {
        var signed =
            $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public void Dispose() => _key.Dispose();
}
