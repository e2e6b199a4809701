using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Serverless.Local.Cli;
using Serverless.Local.Engine.Hub;
using Serverless.Local.Engine.Store;
using Serverless.Local.Engine.Work;
using Serverless.Local.Host;
using Serverless.Local.Staging;

namespace Serverless.Local.Engine;

/// <summary>
/// Orchestrations on a laptop: the same messages, envelopes and gRPC service as the Durable extension, kept in one SQLite file (durable
/// contract, section 6.3). Killed at any moment it goes on where the last transaction ended.
/// </summary>
internal sealed class LocalTaskHub : IAsyncDisposable
{
    private readonly HubDatabase _database;
    private readonly HubDispatcher _dispatcher;
    private readonly HostSettings _host;
    private readonly TimeProvider _clock;
    private WebApplication? _server;

    internal LocalTaskHub(string file, HubFunctions functions, HostSettings host, CallFunction call, TimeProvider clock, Action<string> say)
    {
        (_database, _host, _clock) = (HubDatabase.Open(file), host, clock);
        var signal = new HubSignal();
        Chaos = new Chaos(new ChaosSwitches(), Environment.TickCount);
        var hub = new TaskHub(_database, clock, signal, Chaos);
        Instances = new HubInstances(_database, clock, signal);
        _dispatcher = new HubDispatcher(hub, new HubWorker(hub, functions, call, clock, Chaos), clock, say);
    }

    internal HubInstances Instances { get; }

    /// <summary>What goes wrong on purpose; nothing until somebody says so on the page.</summary>
    internal Chaos Chaos { get; }

    /// <summary>Where the gRPC service listens, once started.</summary>
    internal string Address => _server?.Urls.Single() ?? throw new InvalidOperationException("not started");

    /// <summary>Listens for clients, HTTP/2 without TLS on a loopback port of the system's choice.</summary>
    internal async Task StartAsync()
    {
        var builder = LoopbackWeb.Builder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, at => at.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(Instances).AddSingleton(_clock);
        _server = builder.Build();
        _server.MapGrpcService<HubService>();
        await _server.StartAsync();
    }

    internal Task RunAsync(CancellationToken stopping) => _dispatcher.RunAsync(_host.MaxOrchestrators, _host.MaxActivities, stopping);

    /// <summary>Value of a durableClient binding, members and order as recorded.</summary>
    internal string ClientPayload(string publicAddress, string key)
    {
        (string Name, string Value)[] members =
        [
            ("taskHubName", HostJson.Quote(_host.HubName)),
            ("connectionName", "null"),
            ("creationUrls", "null"),
            ("managementUrls", "null"),
            ("baseUrl", "null"),
            ("requiredQueryStringParameters", HostJson.Quote($"code={key}")),
            ("rpcBaseUrl", HostJson.Quote(Address)),
            ("httpBaseUrl", HostJson.Quote($"{publicAddress}{HubManagement.Path}")),
            ("useForwardedHost", "false"),
            ("maxGrpcMessageSizeInBytes", "4194304"),
            ("grpcHttpClientTimeout", HostJson.QuoteTwice("00:01:40")),
        ];
        return $"{{{string.Join(',', members.Select(member => $"\"{member.Name}\":{member.Value}"))}}}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
        _database.Dispose();
    }
}
