using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Serverless.Local.Identity.Providers;

/// <summary>What an identity provider knows of somebody who signs in with it.</summary>
internal sealed record ProviderGrant(string Dni, string RedirectUri, string Nonce, string Challenge);

/// <summary>
/// An outside identity provider of a laptop: an OpenID Connect issuer that vouches for a DNI (authorization code with proof key, RFC 7636).
/// It has no passwords: whoever is named by <c>login_hint</c> is who signs in. App refuses this issuer outside Local (decision 28).
/// </summary>
internal sealed class ProviderSimulator(string id, string name, string level, Uri publicAddress, TimeProvider clock) : IDisposable
{
    internal const string Path = "/_local/idp";
    internal const string ClientId = "mutual";
    private readonly IssuerKey _key = IssuerKey.New();
    private readonly ConcurrentDictionary<string, ProviderGrant> _codes = new(StringComparer.Ordinal);

    internal string Id => id;

    internal string Name => name;

    internal string Level => level;

    internal string Issuer { get; } = new Uri(publicAddress, $"{Path}/{id}").AbsoluteUri;

    internal string ClientSecret { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Says another nonce than it was told, for a test of those who must notice.</summary>
    internal bool Lies { get; set; }

    internal JsonObject Jwks => _key.Jwks;

    internal JsonObject Discovery =>
        new()
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/jwks",
            ["response_types_supported"] = new JsonArray("code"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("ES256"),
            ["code_challenge_methods_supported"] = new JsonArray("S256"),
        };

    /// <summary>The person has signed in: a code that is good once.</summary>
    internal string Grant(ProviderGrant grant)
    {
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _codes[code] = grant;
        return code;
    }

    /// <summary>The token of a code; null for a code that was used, another client, another address or a wrong verifier.</summary>
    internal string? Redeem(string code, string clientId, string secret, string redirectUri, string verifier)
    {
        if (!_codes.TryRemove(code, out var grant) || clientId != ClientId || secret != ClientSecret || redirectUri != grant.RedirectUri)
        {
            return null;
        }

        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) == grant.Challenge ? Token(grant) : null;
    }

    private string Token(ProviderGrant grant)
    {
        var subject = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}|{grant.Dni}")))[..24];
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = ClientId,
            ["sub"] = subject,
            ["dni"] = grant.Dni,
            ["acr"] = level,
            ["nonce"] = Lies ? "another" : grant.Nonce,
        };
        return _key.Sign(claims, clock.GetUtcNow(), TimeSpan.FromMinutes(5));
    }

    public void Dispose() => _key.Dispose();
}
