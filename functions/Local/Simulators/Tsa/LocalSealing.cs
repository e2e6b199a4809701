namespace Serverless.Local.Simulators.Tsa;

/// <summary>What sealing needs on a laptop: the certificate authority's files and a time-stamp authority on loopback.</summary>
internal sealed class LocalSealing : IAsyncDisposable
{
    private const string StampPath = "/tsa";
    private readonly VendorServer _server;

    private LocalSealing(LocalCertificateAuthority authority, TimeStampSimulator stamps, VendorServer server) =>
        (Authority, Stamps, _server) = (authority, stamps, server);

    internal LocalCertificateAuthority Authority { get; }

    /// <summary>For tests and the desk: it can be told to fail.</summary>
    internal TimeStampSimulator Stamps { get; }

    /// <summary>The settings that point App at them.</summary>
    internal IReadOnlyDictionary<string, string> AppSettings
    {
        get
        {
            var settings = SettingsOf(Authority);
            settings["Documents__TimeStampAuthority"] = new Uri(_server.Address, StampPath).AbsoluteUri;
            settings["Documents__TimeStampRoots"] = settings["Documents__SealRoots"];
            return settings;
        }
    }

    /// <summary>The settings without a time-stamp authority: seals are PAdES B-B then.</summary>
    internal static Dictionary<string, string> SettingsOf(LocalCertificateAuthority authority) =>
        new() { ["Documents__SealPfx"] = authority.SealPfx, ["Documents__SealRoots"] = authority.Root.ExportCertificatePem() };

    /// <param name="keys">The folder of this laptop's keys.</param>
    internal static async Task<LocalSealing> StartAsync(string keys, TimeProvider clock)
    {
        var authority = Open(keys, clock);
        var stamps = new TimeStampSimulator(authority, clock);
        return new(authority, stamps, await VendorServer.StartAsync(routes => stamps.Map(routes, StampPath)));
    }

    /// <summary>The laptop's authority, made at its first use.</summary>
    internal static LocalCertificateAuthority Open(string keys, TimeProvider clock) =>
        LocalCertificateAuthority.Open(Path.Combine(keys, "authority"), clock);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
