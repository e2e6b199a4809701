using Serverless.Platform.Authentication;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;

namespace Serverless.App.Identity.Linked;

/// <summary>One wish to sign in with a provider; it is its own row, kept by nobody: everything follows from the signed state.</summary>
/// <param name="Purpose"><c>link</c> or <c>enter</c>.</param>
/// <param name="Device">Thumbprint of the phone that began; no other may finish.</param>
/// <param name="Id">Derived from the command.</param>
internal sealed record ProviderTry(string Purpose, string Provider, string Device, string Id);

/// <summary>Who signed in with the provider.</summary>
/// <param name="Subject">Keyed hash of issuer and subject.</param>
internal sealed record ProviderPerson(LinkedProviderOptions Provider, string Subject, Dni Dni);

/// <summary>
/// The providers of the settings. State, nonce and verifier are derived under our own keys from the wish and its device, so that nothing
/// is stored before somebody has proved anything, and a state that was not made here opens nothing.
/// </summary>
internal sealed class LinkedProviders
{
    private const string Purpose = "provider-try";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private readonly LinkedOptions _options;
    private readonly Dictionary<string, OidcProvider> _providers;
    private readonly SignedTickets _tickets;
    private readonly DerivedIds _ids;
    private readonly TimeProvider _time;

    public LinkedProviders(LinkedOptions options, SignedTickets tickets, DerivedIds ids, TimeProvider time)
    {
        (_options, _tickets, _ids, _time) = (options, tickets, ids, time);
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };
        _providers = options.Providers.ToDictionary(
            provider => provider.Id,
            provider => new OidcProvider(Client(options, provider), http, time),
            StringComparer.Ordinal
        );
    }

    internal IEnumerable<LinkedProviderOptions> All => _options.Providers;

    internal LinkedProviderOptions? Find(string? id) => _options.Providers.FirstOrDefault(provider => provider.Id == id);

    internal string TryOf(string principal, string commandId) => _ids.For(principal, "identity/provider-try", commandId);

    /// <summary>Where to send the person; <c>identity.provider-unknown</c>, <c>identity.provider-unavailable</c>.</summary>
    internal async Task<Result<ProviderAddress>> BeginAsync(ProviderTry wish, CancellationToken cancellation)
    {
        if (!_providers.TryGetValue(wish.Provider, out var provider))
        {
            return LinkedRules.Unknown;
        }

        var expires = _time.GetUtcNow() + Life;
        var state = _tickets.Write(Purpose, $"{wish.Purpose}|{wish.Provider}|{wish.Device}|{wish.Id}", expires);
        var address = await provider.AddressAsync(Secrets(wish, state), cancellation);
        return address.Then<ProviderAddress>(uri => new ProviderAddress(uri, state, expires));
    }

    /// <summary>The wish behind a state that this device began for this purpose.</summary>
    internal Result<ProviderTry> Read(string? state, string purpose, string device) =>
        _tickets.Read(Purpose, state ?? "")?.Split('|') is [var made, var provider, var phone, var id] && made == purpose && phone == device
            ? new ProviderTry(made, provider, phone, id)
            : LinkedRules.TryOver;

    /// <summary>Redeems the code; the provider must name the person's DNI.</summary>
    internal async Task<Result<ProviderPerson>> RedeemAsync(ProviderTry wish, string state, string? code, CancellationToken cancellation)
    {
        if (!_providers.TryGetValue(wish.Provider, out var provider) || Find(wish.Provider) is not { } options)
        {
            return LinkedRules.Unknown;
        }

        if (code is not { Length: > 0 and <= 2048 })
        {
            return OidcProvider.Refused;
        }

        var redeemed = await provider.RedeemAsync(code, Secrets(wish, state), cancellation);
        return redeemed.Then<ProviderPerson>(claims =>
            claims.Values.GetValueOrDefault("sub") is { Length: > 0 } subject
            && Dni.Parse(claims.Values.GetValueOrDefault(options.DniClaim)) is { IsSuccess: true } dni
                ? new ProviderPerson(options, _ids.For("identity", "login", $"{options.Issuer!.AbsoluteUri}|{subject}"), dni.Value)
                : OidcProvider.Refused
        );
    }

    private OidcSecrets Secrets(ProviderTry wish, string state) =>
        new(
            state,
            _ids.For(wish.Device, "identity/nonce", wish.Id),
            _ids.For(wish.Device, "identity/verifier-1", wish.Id) + _ids.For(wish.Device, "identity/verifier-2", wish.Id)
        );

    private static OidcClient Client(LinkedOptions options, LinkedProviderOptions provider)
    {
        var issuer = provider.Issuer!.AbsoluteUri.TrimEnd('/');
        var trusted = new TrustedIssuer(issuer, new Uri($"{issuer}/.well-known/openid-configuration"), provider.ClientId);
        return new OidcClient(trusted, provider.ClientId, provider.ClientSecret, options.RedirectUri!);
    }
}
