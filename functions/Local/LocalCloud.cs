using Serverless.Local.Azurite;
using Serverless.Local.Cli;
using Serverless.Local.Host;
using Serverless.Local.Identity;
using Serverless.Local.Identity.Providers;
using Serverless.Local.Phone;
using Serverless.Local.Simulators;
using Serverless.Local.Simulators.Tsa;
using Serverless.Local.Staging;
using Serverless.Local.StartPage;
using Serverless.Platform.Storage;

namespace Serverless.Local;

/// <summary>
/// The whole of it, in the order of starting: data, storage, staged script root, functions host, public port. Stopped in
/// reverse, so that storage is last to go and keeps everything.
/// </summary>
internal sealed class LocalCloud(LocalOptions options, Narrator narrator, TimeProvider clock) : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _started = new();
    private FunctionHost? _host;
    private LocalVendors? _vendors;

    /// <summary>App settings over the usual ones.</summary>
    internal IReadOnlyDictionary<string, string> ExtraSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>The public address, with its trailing slash.</summary>
    internal Uri Address { get; } = new($"http://127.0.0.1:{(options.Port == 0 ? LoopbackPort.AnyFree() : options.Port)}/");

    /// <summary>Connection string of the storage, for whoever looks inside.</summary>
    internal string Storage { get; private set; } = "";

    /// <summary>The simulators, for whoever tells them what to do.</summary>
    internal LocalVendors Vendors => _vendors ?? throw new InvalidOperationException("not started");

    internal FunctionHost Host => _host ?? throw new InvalidOperationException("not started");

    /// <summary>The event chains, read from outside App, as an auditor reads them.</summary>
    internal EventChains Chains => EventChains.Open(new StorageOptions { ConnectionString = Storage });

    /// <summary>Completes when App failed too often to be kept alive.</summary>
    internal Task HandlerGaveUp => Host.Handler.GaveUp;

    /// <summary>Starts everything; false when <paramref name="stop"/> completed first.</summary>
    internal async Task<bool> StartAsync(Task stop)
    {
        using var cancelled = new CancellationTokenSource();
        var starting = StartAsync(cancelled.Token);
        if (await Task.WhenAny(starting, stop) == stop)
        {
            await cancelled.CancelAsync();
            await starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
        await starting;
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        var data = DataFolder.Take(options.Data ?? DataFolder.Usual);
        _started.Push(new Undo(data.Dispose));
        LoopbackPort.EnsureFree(Address.Port);
        var output = await AppOutput.FindAsync(options, narrator);
        var storage = await StartStorageAsync(data, cancellation);
        _started.Push(storage);
        Storage = storage.ConnectionString;
        var staff = StaffSimulator.Of(data.Keys, Address, clock);
        _started.Push(new Undo(staff.Dispose));
        var providers = new LocalProviders(Address, clock);
        _started.Push(new Undo(providers.Dispose));
        var vendors = await LocalVendors.StartAsync(storage.ConnectionString, Address, clock);
        _started.Push(vendors);
        _vendors = vendors;
        var sealing = await LocalSealing.StartAsync(data.Keys, clock);
        _started.Push(sealing);
        var settings = AppSettings.Of(
            storage.ConnectionString,
            Address,
            [
                staff.AppSettings,
                providers.AppSettings,
                PlatformKey.Settings(data.Keys),
                MemberKeys.Settings(data.Keys),
                vendors.AppSettings,
                sealing.AppSettings,
                ExtraSettings,
            ]
        );
        var root = ScriptRootStager.Stage(output, data.ScriptRoot, settings);
        await StorageSetup.CreateAsync(storage.ConnectionString, StorageNeeds.Of(root), "", cancellation);

        _host = new FunctionHost(root, new HostFolders(data.Keys, data.Timers, data.TaskHub), settings, narrator, clock);
        _started.Push(_host);
        // App may fetch the staff issuer's keys as soon as it runs, so the port listens first and holds calls until App is ready.
        _started.Push(await PublicServer.StartAsync(_host, Address.Port, narrator, MapLocal));
        await narrator.Naming("App to answer", _host.StartAsync(cancellation));

        void MapLocal(WebApplication app)
        {
            PhonePage.Map(app);
            StartPageEndpoint.Map(app, _host);
            StaffEndpoints.Map(app, staff);
            providers.Map(app);
            _host.MapOrchestrations(app);
            vendors.MapControls(app);
        }
    }

    private async Task<AzuriteServer> StartStorageAsync(DataFolder data, CancellationToken cancellation)
    {
        var settings = new AzuriteSettings(DataFolder.Tools, data.Storage) { Announce = narrator.Say };
        try
        {
            return await narrator.Naming("Azurite", AzuriteServer.StartAsync(settings, cancellation));
        }
        catch (InvalidOperationException failure)
        {
            throw new LocalFailureException(failure.Message, failure);
        }
    }

    private sealed class Undo(Action action) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            action();
            return ValueTask.CompletedTask;
        }
    }
}
