namespace Serverless.App.Identity.Linked;

/// <summary>A provider that may be chosen.</summary>
internal sealed record ProviderView(string Id, string Name, string Level);

/// <summary>The provider that is meant.</summary>
internal sealed record ProviderWish(string? Provider);

/// <summary>Where the person signs in with the provider.</summary>
/// <param name="State">Comes back with the code; it is sent along unchanged.</param>
/// <param name="ExpiresAt">UTC.</param>
internal sealed record ProviderAddress(Uri Address, string State, DateTimeOffset ExpiresAt)
{
    public override string ToString() => nameof(ProviderAddress);
}

/// <summary>What the provider sent back to the app.</summary>
internal sealed record ProviderReturn(string? State, string? Code)
{
    public override string ToString() => nameof(ProviderReturn);
}

/// <summary>A login that is linked.</summary>
/// <param name="Level">How sure the provider was of the person.</param>
internal sealed record LinkedLoginView(string Provider, string Name, string Level, DateTimeOffset LinkedAt);
