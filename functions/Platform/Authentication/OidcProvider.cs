using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Authentication;

/// <summary>How we are known to an identity provider, and what it is trusted for.</summary>
/// <param name="ClientSecret">Null for a public client: the proof key alone answers for us.</param>
/// <param name="RedirectUri">Where the provider sends people back to; registered there.</param>
public sealed record OidcClient(TrustedIssuer Issuer, string ClientId, string? ClientSecret, Uri RedirectUri)
{
    public override string ToString() => $"{nameof(OidcClient)} {ClientId}";
}

/// <summary>What only the one who began knows: bound into the address (RFC 7636, OpenID Connect Core 1.0 section 3.1.2.1).</summary>
/// <param name="State">Comes back with the code.</param>
/// <param name="Nonce">Comes back in the token.</param>
/// <param name="Verifier">43 to 128 letters; shown when the code is redeemed.</param>
public sealed record OidcSecrets(string State, string Nonce, string Verifier)
{
    public override string ToString() => nameof(OidcSecrets);
}

/// <summary>What a provider says of the person.</summary>
public sealed record OidcClaims(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Personal data stays out of logs.</summary>
    public override string ToString() => nameof(OidcClaims);
}

/// <summary>
/// The relying party's side of one provider: authorization code with proof key (RFC 7636). The token is believed by the provider's published
/// keys, issuer, audience, time and nonce.
/// </summary>
public sealed class OidcProvider(OidcClient client, HttpClient http, TimeProvider time)
{
    public static readonly Error Unavailable = new("identity.provider-unavailable", ErrorKind.Unavailable);
    public static readonly Error Refused = new("identity.provider-refused", ErrorKind.Unauthenticated);
    private const int LargestAnswer = 64 * 1024;
    private readonly IssuerTokens _tokens = new(client.Issuer, http, time);

    /// <summary>Where the person signs in with the provider.</summary>
    public async Task<Result<Uri>> AddressAsync(OidcSecrets secrets, CancellationToken cancellation)
    {
        if (await _tokens.EndpointsAsync(cancellation) is not { } endpoints)
        {
            return Unavailable;
        }

        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(secrets.Verifier)));
        (string Name, string Value)[] query =
        [
            ("response_type", "code"),
            ("client_id", client.ClientId),
            ("redirect_uri", client.RedirectUri.AbsoluteUri),
            ("scope", "openid profile"),
            ("state", secrets.State),
            ("nonce", secrets.Nonce),
            ("code_challenge", challenge),
            ("code_challenge_method", "S256"),
        ];
        var text = string.Join('&', query.Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));
        return new UriBuilder(endpoints.Authorize) { Query = text }.Uri;
    }

    /// <summary>The claims of the person who signed in; a code is good once, and only with the verifier of its address.</summary>
    public async Task<Result<OidcClaims>> RedeemAsync(string code, OidcSecrets secrets, CancellationToken cancellation)
    {
        if (await _tokens.EndpointsAsync(cancellation) is not { } endpoints)
        {
            return Unavailable;
        }

        var exchanged = await ExchangeAsync(endpoints.Token, code, secrets, cancellation);
        if (exchanged is not { IsSuccess: true, Value: var token })
        {
            return exchanged.Error!;
        }

        try
        {
            return await _tokens.ReadAsync(token, cancellation) is { } claims && claims.GetValueOrDefault("nonce") == secrets.Nonce
                ? new OidcClaims(claims)
                : Refused;
        }
        catch (InvalidOperationException)
        {
            return Unavailable;
        }
    }

    private async Task<Result<string>> ExchangeAsync(Uri endpoint, string code, OidcSecrets secrets, CancellationToken cancellation)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = client.RedirectUri.AbsoluteUri,
            ["client_id"] = client.ClientId,
            ["code_verifier"] = secrets.Verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new FormUrlEncodedContent(form) };
        if (client.ClientSecret is { Length: > 0 } secret)
        {
            var basic = $"{Uri.EscapeDataString(client.ClientId)}:{Uri.EscapeDataString(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(basic)));
        }

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                return (int)response.StatusCode is 429 or >= 500 ? Unavailable : Refused;
            }

            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellation);
            var answer = JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellation), OidcJson.Default.OidcAnswer);
            return answer?.IdToken is { Length: > 0 } token ? token : Refused;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return Unavailable;
        }
    }
}

internal sealed record OidcAnswer([property: JsonPropertyName("id_token")] string? IdToken);

[JsonSerializable(typeof(OidcAnswer))]
internal sealed partial class OidcJson : JsonSerializerContext;
