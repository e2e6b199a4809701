using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Local.Host;

namespace Serverless.Local.Identity;

/// <summary>
/// The staff directory of a laptop: an OpenID Connect issuer with its own ES256 key, tokens shaped like Entra's (roles, oid,
/// preferred_username). App checks them with the same JwtBearer code as in Azure and refuses this issuer outside Local (decision 28).
/// </summary>
internal sealed class StaffSimulator : IDisposable
{
    internal const string Path = "/_local/oidc";
    internal const string Audience = "serverless-staff";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private readonly ECDsa _key;
    private readonly TimeProvider _clock;

    private StaffSimulator(ECDsa key, Uri publicAddress, TimeProvider clock) =>
        (_key, _clock, Issuer) = (key, clock, new Uri(publicAddress, Path).AbsoluteUri);

    internal string Issuer { get; }

    /// <summary>What App must be told.</summary>
    internal IReadOnlyDictionary<string, string> AppSettings =>
        new Dictionary<string, string> { ["Staff__Authority"] = Issuer, ["Staff__Audience"] = Audience };

    internal static StaffSimulator Of(string keys, Uri publicAddress, TimeProvider clock)
    {
        var file = System.IO.Path.Combine(keys, "staff-oidc.pem");
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(file))
        {
            key.ImportFromPem(File.ReadAllText(file));
        }
        else
        {
            PrivateFile.Write(file, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        }
        return new(key, publicAddress, clock);
    }

    internal JsonObject Discovery =>
        new()
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/jwks",
            ["response_types_supported"] = new JsonArray("code"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("ES256"),
            ["grant_types_supported"] = new JsonArray("password"),
        };

    internal JsonObject Jwks
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            var jwk = new JsonObject
            {
                ["kty"] = "EC",
                ["use"] = "sig",
                ["alg"] = "ES256",
                ["crv"] = "P-256",
                ["kid"] = KeyId,
                ["x"] = Base64Url.EncodeToString(point.X),
                ["y"] = Base64Url.EncodeToString(point.Y),
            };
            return new JsonObject { ["keys"] = new JsonArray(jwk) };
        }
    }

    /// <summary>An access token for an officer, good for an hour.</summary>
    internal string Token(Officer officer)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        var header = new JsonObject
        {
            ["alg"] = "ES256",
            ["typ"] = "JWT",
            ["kid"] = KeyId,
        };
        var subject = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(officer.UserName)).AsSpan(0, 16)).ToString();
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["sub"] = subject,
            ["oid"] = subject,
            ["name"] = officer.Name,
            ["preferred_username"] = $"{officer.UserName}@local.invalid",
            ["roles"] = new JsonArray([.. officer.Roles.Select(role => JsonValue.Create(role))]),
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + (long)Lifetime.TotalSeconds,
        };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        var signature = _key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose() => _key.Dispose();

    /// <summary>Says what it is, so that a token of a laptop is never taken for another.</summary>
    private string KeyId => "local-" + Convert.ToHexStringLower(SHA256.HashData(_key.ExportSubjectPublicKeyInfo()))[..16];

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
