using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Local.Host;

namespace Serverless.Local.Identity;

/// <summary>The ES256 key of a simulated issuer: what it publishes (RFC 7517) and the tokens it signs (RFC 7519).</summary>
internal sealed class IssuerKey(ECDsa key) : IDisposable
{
    /// <summary>Says what it is, so that a token of a laptop is never taken for another.</summary>
    private readonly string _id = "local-" + Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];

    /// <summary>A key that lives as long as the process.</summary>
    internal static IssuerKey New() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The key of this file, made when there is none.</summary>
    internal static IssuerKey Kept(string file)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(file))
        {
            key.ImportFromPem(File.ReadAllText(file));
        }
        else
        {
            PrivateFile.Write(file, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        }

        return new(key);
    }

    internal JsonObject Jwks
    {
        get
        {
            var point = key.ExportParameters(includePrivateParameters: false).Q;
            var jwk = new JsonObject
            {
                ["kty"] = "EC",
                ["use"] = "sig",
                ["alg"] = "ES256",
                ["crv"] = "P-256",
                ["kid"] = _id,
                ["x"] = Base64Url.EncodeToString(point.X),
                ["y"] = Base64Url.EncodeToString(point.Y),
            };
            return new JsonObject { ["keys"] = new JsonArray(jwk) };
        }
    }

    /// <summary>A token with these claims; times are set here.</summary>
    internal string Sign(JsonObject claims, DateTimeOffset now, TimeSpan life)
    {
        var header = new JsonObject
        {
            ["alg"] = "ES256",
            ["typ"] = "JWT",
            ["kid"] = _id,
        };
        claims["iat"] = now.ToUnixTimeSeconds();
        claims["nbf"] = now.ToUnixTimeSeconds();
        claims["exp"] = (now + life).ToUnixTimeSeconds();
        var signed = $"{Encode(header)}.{Encode(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose() => key.Dispose();

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
