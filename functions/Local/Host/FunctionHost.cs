using Azure.Storage.Queues;
using Serverless.Local.Cli;
using Serverless.Local.Engine;
using Serverless.Local.Engine.Hub;
using Serverless.Local.Engine.Page;
using Serverless.Local.Engine.Work;
using Serverless.Local.Handler;
using Serverless.Local.Staging;

namespace Serverless.Local.Host;

/// <summary>
/// Plays the Functions host over one script root: keeps the handler alive and lets its queues and timers fire. The public HTTP
/// side is <see cref="PublicServer"/>.
/// </summary>
internal sealed class FunctionHost : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Invoker _invoker;
    private readonly QueueServiceClient _queues;
    private readonly string _publicAddress;
    private Task _listening = Task.CompletedTask;

    internal FunctionHost(
        ScriptRoot root,
        HostFolders folders,
        IReadOnlyDictionary<string, string> settings,
        Narrator narrator,
        TimeProvider clock
    )
    {
        Root = root;
        Keys = HostKeys.Of(folders.Keys);
        Handler = new HandlerSupervisor(new HandlerLaunch(root, settings), narrator, clock);
        _invoker = new Invoker(Handler, root.Host.FunctionTimeout, narrator, clock);
        _queues = new QueueServiceClient(settings["AzureWebJobsStorage"], StorageClients.QueueOptions);
        var listening = new QueueServiceClient(settings["AzureWebJobsStorage"], StorageClients.ListeningOptions(QueueListener.Patience));
        var functions = root.Functions.Where(function => !function.IsDisabled).ToList();
        Queues =
        [
            .. functions
                .Where(function => function.TriggeredBy("queueTrigger") is not null)
                .Select(function => new QueueListener(
                    function,
                    listening,
                    root.Host,
                    _invoker.CallAsync,
                    narrator,
                    clock,
                    () => ClientFor(function)
                )),
        ];
        Timers =
        [
            .. functions
                .Where(function => function.TriggeredBy("timerTrigger") is not null)
                .Select(function => new TimerListener(
                    function,
                    Schedule(function, settings),
                    new TimerStatusFile(folders.Timers, function.Name),
                    _invoker.CallAsync,
                    clock,
                    () => ClientFor(function)
                )),
        ];
        if (functions.Any(function => function.Bindings.Any(DurableCheck.IsDurable)))
        {
            Hub = new LocalTaskHub(folders.TaskHub, HubFunctions.Of(functions), root.Host, _invoker.InvokeAsync, clock, narrator.Say);
        }
        _publicAddress = settings.GetValueOrDefault("Hosting__PublicBaseAddress") ?? "";
    }

    /// <summary>Null when no function has anything to do with orchestrations.</summary>
    internal LocalTaskHub? Hub { get; }

    internal ScriptRoot Root { get; }

    internal HostKeys Keys { get; }

    internal HandlerSupervisor Handler { get; }

    internal IReadOnlyList<QueueListener> Queues { get; }

    internal IReadOnlyList<TimerListener> Timers { get; }

    internal QueueServiceClient QueueService => _queues;

    /// <summary>Starts the handler, then lets triggers fire; their queues exist already.</summary>
    internal async Task StartAsync(CancellationToken cancellation)
    {
        await (Hub?.StartAsync() ?? Task.CompletedTask);
        await Handler.StartAsync(cancellation);
        var stopping = _stopping.Token;
        _listening = Task.WhenAll([
            Hub?.RunAsync(stopping) ?? Task.CompletedTask,
            .. Queues.Select(queue => queue.RunAsync(stopping)),
            .. Timers.Select(timer => timer.RunAsync(stopping)),
        ]);
    }

    /// <summary>Runs a timer function now; null when there is none of this name.</summary>
    internal Task<bool>? RunNow(string function) =>
        Timers
            .FirstOrDefault(timer => timer.Function.Equals(function, StringComparison.OrdinalIgnoreCase))
            ?.FireAsync(isPastDue: false, _stopping.Token);

    /// <summary>The management API and the page of orchestrations.</summary>
    internal void MapOrchestrations(IEndpointRouteBuilder app)
    {
        if (Hub is { } hub)
        {
            HubManagement.Map(app, hub.Instances, Keys, _publicAddress);
            OrchestrationsPage.Map(app, hub);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Handler.DisposeAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _invoker.Dispose();
        await (Hub?.DisposeAsync() ?? ValueTask.CompletedTask);
        foreach (var timer in Timers)
        {
            timer.Dispose();
        }
        _stopping.Dispose();
    }

    private string? ClientFor(FunctionDefinition function) =>
        Hub is { } hub && function.Bindings.Any(binding => binding.Is(DurableCheck.Client))
            ? hub.ClientPayload(_publicAddress, Keys.Orchestrations)
            : null;

    /// <summary>A schedule may be named by an app setting, <c>%Due:Schedule%</c>.</summary>
    private static string Schedule(FunctionDefinition function, IReadOnlyDictionary<string, string> settings)
    {
        var schedule = function.Trigger!.Text("schedule") ?? "";
        if (!schedule.StartsWith('%'))
        {
            return schedule;
        }
        var name = schedule.Trim('%');
        return
            settings.TryGetValue(name, out var value) || settings.TryGetValue(name.Replace(":", "__", StringComparison.Ordinal), out value)
            ? value
            : throw new LocalFailureException($"{function.Name}: the schedule's setting {name} is missing");
    }
}

/// <summary>Where the host keeps what it must remember.</summary>
/// <param name="TaskHub">File of the orchestrations; made when there are any.</param>
internal sealed record HostFolders(string Keys, string Timers, string TaskHub);
