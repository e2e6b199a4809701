using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Serverless.Platform.Authentication;

/// <summary>Whose tokens are believed, and for whom they must be.</summary>
/// <param name="Issuer">Exactly as in <c>iss</c>.</param>
/// <param name="Metadata">The issuer's discovery document.</param>
/// <param name="Audience">Exactly as in <c>aud</c>.</param>
public sealed record TrustedIssuer(string Issuer, Uri Metadata, string Audience);

/// <summary>What an issuer publishes of itself.</summary>
public sealed record IssuerEndpoints(Uri Authorize, Uri Token);

/// <summary>
/// Checks tokens of one outside issuer by its published keys (OpenID Connect Discovery 1.0, RFC 7517): signature of an asymmetric kind,
/// issuer, audience, time. Nothing is fetched before the first token; a key that is not known yet makes it look once more.
/// </summary>
public sealed class IssuerTokens
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };
    private readonly TrustedIssuer _trusted;
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _published;
    private readonly TimeProvider _time;

    public IssuerTokens(TrustedIssuer trusted, HttpClient http, TimeProvider time)
    {
        (_trusted, _time) = (trusted, time);
        _published = new(
            trusted.Metadata.AbsoluteUri,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(http) { RequireHttps = !trusted.Metadata.IsLoopback }
        );
    }

    /// <summary>The claims by name, the first where one stands twice; null for a token that is not believed.</summary>
    /// <exception cref="InvalidOperationException">The issuer does not publish its keys now.</exception>
    public async Task<IReadOnlyDictionary<string, string>?> ReadAsync(string? token, CancellationToken cancellation)
    {
        if (token is not { Length: > 0 and <= 16 * 1024 })
        {
            return null;
        }

        var result = await ValidateAsync(token, cancellation);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            _published.RequestRefresh();
            result = await ValidateAsync(token, cancellation);
        }

        return result.IsValid
            ? result.ClaimsIdentity.Claims.GroupBy(claim => claim.Type).ToDictionary(same => same.Key, same => same.First().Value)
            : null;
    }

    /// <summary>Where people are sent, and where their codes are exchanged; null when the issuer is silent or names none.</summary>
    public async Task<IssuerEndpoints?> EndpointsAsync(CancellationToken cancellation)
    {
        try
        {
            var published = await _published.GetConfigurationAsync(cancellation);
            return
                Uri.TryCreate(published.AuthorizationEndpoint, UriKind.Absolute, out var authorize)
                && Uri.TryCreate(published.TokenEndpoint, UriKind.Absolute, out var token)
                ? new IssuerEndpoints(authorize, token)
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<TokenValidationResult> ValidateAsync(string token, CancellationToken cancellation)
    {
        var published = await _published.GetConfigurationAsync(cancellation);
        return await Handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = _trusted.Issuer,
                ValidAudience = _trusted.Audience,
                IssuerSigningKeys = published.SigningKeys,
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
                RequireSignedTokens = true,
                RequireExpirationTime = true,
                LifetimeValidator = IsInTime,
            }
        );
    }

    private bool IsInTime(DateTime? from, DateTime? until, SecurityToken token, TokenValidationParameters rules)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return until is { } end && now < end + Skew && (from is null || from.Value - Skew <= now);
    }
}
