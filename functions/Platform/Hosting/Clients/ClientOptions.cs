namespace Serverless.Platform.Hosting.Clients;

/// <summary>Section <c>Clients</c>: what the apps on members' phones are told and held to (D32, D53).</summary>
public sealed class ClientOptions
{
    public const string Section = "Clients";

    /// <summary>Oldest app version that is still served, <c>2.3.0</c>; null serves all.</summary>
    public string? MinimumAppVersion { get; set; }

    public Uri? AndroidStoreLink { get; set; }

    public Uri? AppleStoreLink { get; set; }

    /// <summary>
    /// Channels by the name that callers put into <c>X-Channel</c>, an app that names none being <c>app</c>; a channel that is not listed is
    /// open. WhatsApp and telephone ask here before they answer (row A07).
    /// </summary>
    public Dictionary<string, ChannelWindow> Channels { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Flags by name. A context's name set to false hides all its routes; absent means on.</summary>
    public Dictionary<string, bool> Features { get; } = new(StringComparer.OrdinalIgnoreCase);
}
