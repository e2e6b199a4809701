using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Serverless.Platform.Hosting.Process;

/// <summary>
/// Opens the host's port before the app behind it is made (ADR 0004): the host asks <c>GET /</c> every 25 ms and goes on with its own
/// start once anything answers. Until the app is there, that question alone is answered; whatever else comes waits, and is dropped
/// with the process when a setting turns out to be wrong. To the app this is its server.
/// </summary>
internal sealed class FrontDoor : IServer, IHttpApplication<Visit>
{
    private readonly KestrelServer _kestrel;
    private readonly TaskCompletionSource<AppBehind> _app = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FrontDoor(int port, ILoggerFactory logging)
    {
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = NoServices.Instance };
        options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logging);
        _kestrel = new KestrelServer(Options.Create(options), sockets, logging);
    }

    public IFeatureCollection Features => _kestrel.Features;

    /// <exception cref="IOException">The port is taken.</exception>
    internal static async Task<FrontDoor> OpenAsync(int port, ILoggerFactory logging, CancellationToken cancellation = default)
    {
        var door = new FrontDoor(port, logging);
        await door._kestrel.StartAsync(door, cancellation);
        return door;
    }

    /// <summary>The app is made and its settings hold: everyone may come in.</summary>
    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        _app.SetResult(new AppBehind<TContext>(application));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _kestrel.StopAsync(cancellationToken);

    public void Dispose() => _kestrel.Dispose();

    public Visit CreateContext(IFeatureCollection contextFeatures)
    {
        var visit = new Visit(contextFeatures);
        if (_app.Task.IsCompletedSuccessfully)
        {
            visit.Enter(_app.Task.Result);
        }

        return visit;
    }

    public Task ProcessRequestAsync(Visit context) => context.IsInside ? context.ServeAsync() : WaitAsync(context);

    public void DisposeContext(Visit context, Exception? exception) => context.Leave(exception);

    private async Task WaitAsync(Visit visit)
    {
        if (visit.IsPing)
        {
            visit.Features.GetRequiredFeature<IHttpResponseFeature>().StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        visit.Enter(await _app.Task.WaitAsync(visit.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted));
        await visit.ServeAsync();
    }

    /// <summary>Kestrel asks for services where endpoints use TLS, and this one does not.</summary>
    private sealed class NoServices : IServiceProvider
    {
        internal static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
