namespace Serverless.Local.Simulators.Credit;

/// <summary>The simulators on a loopback port of their own.</summary>
internal sealed class LocalCreditors : IAsyncDisposable
{
    private readonly VendorServer _server;

    private LocalCreditors(CreditVendors vendors, VendorServer server) => (Vendors, _server) = (vendors, server);

    internal CreditVendors Vendors { get; }

    /// <summary>What App must be told.</summary>
    internal IReadOnlyDictionary<string, string> AppSettings => Vendors.Settings(_server.Address);

    internal static async Task<LocalCreditors> StartAsync(TimeProvider clock)
    {
        var vendors = new CreditVendors(clock);
        return new(vendors, await VendorServer.StartAsync(routes => vendors.Map(routes)));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
