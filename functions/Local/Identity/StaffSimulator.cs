using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

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
    private readonly IssuerKey _key;
    private readonly TimeProvider _clock;

    private StaffSimulator(IssuerKey key, Uri publicAddress, TimeProvider clock) =>
        (_key, _clock, Issuer) = (key, clock, new Uri(publicAddress, Path).AbsoluteUri);

    internal string Issuer { get; }

    /// <summary>What App must be told.</summary>
    internal IReadOnlyDictionary<string, string> AppSettings =>
        new Dictionary<string, string> { ["Staff__Authority"] = Issuer, ["Staff__Audience"] = Audience };

    internal static StaffSimulator Of(string keys, Uri publicAddress, TimeProvider clock) =>
        new(IssuerKey.Kept(System.IO.Path.Combine(keys, "staff-oidc.pem")), publicAddress, clock);

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

    internal JsonObject Jwks => _key.Jwks;

    /// <summary>An access token for an officer, good for an hour.</summary>
    internal string Token(Officer officer)
    {
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
        };
        return _key.Sign(claims, _clock.GetUtcNow(), Lifetime);
    }

    public void Dispose() => _key.Dispose();
}
