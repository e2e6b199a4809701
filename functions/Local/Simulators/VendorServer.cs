using System.Net;
using Serverless.Local.Cli;

namespace Serverless.Local.Simulators;

/// <summary>One vendor on a loopback port of its own, as App is told in its settings.</summary>
internal sealed class VendorServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private VendorServer(WebApplication app) => _app = app;

    /// <summary>The vendor's address, a port that was free.</summary>
    internal Uri Address => new(_app.Urls.Single());

    /// <param name="map">Maps the vendor's routes.</param>
    internal static async Task<VendorServer> StartAsync(Action<IEndpointRouteBuilder> map)
    {
        var builder = LoopbackWeb.Builder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
