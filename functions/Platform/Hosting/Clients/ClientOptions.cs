namespace Serverless.Platform.Hosting.Clients;

/// <summary>Section <c>Clients</c>: what the apps on members' phones are told and held to (D32, D53).</summary>
public sealed class ClientOptions
{
    public const string Section = "Clients";

    /// <summary>Oldest app version that is still served, <c>2.3.0</c>; null serves all.</summary>
    public string? MinimumAppVersion { get; set; }

    public Uri? AndroidStoreLink { get; set; }

    public Uri? AppleStoreLink { get; set; }

    /// <summary>Flags by name. A context's name set to false hides all its routes; absent means on.</summary>
    public Dictionary<string, bool> Features { get; } = new(StringComparer.OrdinalIgnoreCase);
}
