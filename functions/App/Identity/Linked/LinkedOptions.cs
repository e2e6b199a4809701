namespace Serverless.App.Identity.Linked;

/// <summary>Section <c>Linked</c>: outside identity providers that members may link (row C12). The list is the allow-list of issuers.</summary>
internal sealed class LinkedOptions
{
    internal const string Section = "Linked";

    public IList<LinkedProviderOptions> Providers { get; set; } = [];

    /// <summary>Where providers send people back to: a link of the app.</summary>
    public Uri? RedirectUri { get; set; }

    internal bool IsWhole =>
        Providers.Count == 0
        || (
            RedirectUri is { IsAbsoluteUri: true }
            && Providers.All(provider => provider.IsWhole)
            && Providers.Select(provider => provider.Id).Distinct(StringComparer.Ordinal).Count() == Providers.Count
        );
}

/// <summary>One provider.</summary>
internal sealed class LinkedProviderOptions
{
    /// <summary>Lower-case letters, digits and dashes; part of addresses.</summary>
    public string Id { get; set; } = "";

    /// <summary>As members know it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Exactly as in its tokens; discovery is at <c>{Issuer}/.well-known/openid-configuration</c>.</summary>
    public Uri? Issuer { get; set; }

    public string ClientId { get; set; } = "";

    /// <summary>A Key Vault reference; empty for a public client.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The claim that holds the DNI: a provider without one links nobody.</summary>
    public string DniClaim { get; set; } = "dni";

    /// <summary>How sure the provider is of its people: <c>low</c>, <c>substantial</c> or <c>high</c> (ISO/IEC 29115).</summary>
    public string Level { get; set; } = "low";

    internal bool IsWhole =>
        Id.Length is > 0 and <= 30
        && Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && Name.Length > 0
        && Issuer is { IsAbsoluteUri: true }
        && ClientId.Length > 0
        && DniClaim.Length > 0
        && Level is "low" or "substantial" or "high";
}
