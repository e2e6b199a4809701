using System.Text;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Serverless.Durable;
using Serverless.Durable.Protocol;
using Serverless.Durable.Triggers;
using Serverless.Local.Engine.Hub;
using Serverless.Local.Engine.Store;
using Serverless.Local.Engine.Work;
using Serverless.Local.Host;
using Serverless.Platform.Hosting.Limits;

namespace Serverless.TestKit.Orchestrations;

/// <summary>
/// Orchestrations and activities of a test behind the laptop's engine, in one process, in memory and in virtual time: days pass in
/// milliseconds, every call goes through the envelopes, and a seed decides what goes wrong.
/// </summary>
internal sealed class VirtualTaskHub : IDisposable
{
    private const int AtOnce = 4;
    private readonly HubDatabase _database;
    private readonly bool _ownsDatabase;
    private readonly ServiceProvider _services;
    private readonly TaskHub _hub;
    private readonly HubWorker _worker;
    private readonly Random _order;

    internal VirtualTaskHub(
        Action<DurableBuilder> configure,
        Action<IServiceCollection>? services = null,
        ChaosSwitches? switches = null,
        int seed = 0,
        HubDatabase? database = null,
        FakeTimeProvider? time = null
    )
    {
        Time = time ?? new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 13, 0, 0, TimeSpan.Zero));
        (_database, _ownsDatabase, _order) = (database ?? HubDatabase.InMemory(), database is null, new Random(seed));
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IHostApplicationLifetime, Forever>()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IRateCounter>(new MemoryRateCounter(Time))
            .AddDurable(configure);
        services?.Invoke(collection);
        _services = collection.BuildServiceProvider();
        var builder = _services.GetRequiredService<DurableBuilder>();
        Functions = new HubFunctions(Named(builder.Orchestrations.Names), Named(builder.Activities.Names));
        var signal = new HubSignal();
        var chaos = new Chaos(switches ?? new ChaosSwitches(), seed);
        _hub = new TaskHub(_database, Time, signal, chaos);
        _worker = new HubWorker(_hub, Functions, CallAsync, Time, chaos);
        Instances = new HubInstances(_database, Time, signal);
    }

    internal FakeTimeProvider Time { get; }

    internal HubInstances Instances { get; }

    internal HubFunctions Functions { get; }

    /// <summary>Turns and activities that ran so far.</summary>
    internal int Steps { get; private set; }

    internal void Start(string name, string instance, string? input = null) =>
        Instances.Start(
            new CreateInstanceRequest
            {
                Name = name,
                InstanceId = instance,
                Input = input,
                OrchestrationIdReusePolicy = new OrchestrationIdReusePolicy(),
            },
            out _
        );

    /// <summary>Runs whatever can run, passing time when nothing can, until nothing waits, or the time is over.</summary>
    internal async Task RunAsync(TimeSpan? limit = null)
    {
        var end = Time.GetUtcNow() + (limit ?? TimeSpan.FromDays(3650));
        while (true)
        {
            if (await StepAsync())
            {
                continue;
            }
            var due = _hub.NextDue();
            if (due is null || due > end.UtcDateTime)
            {
                Time.SetUtcNow(limit is null ? Time.GetUtcNow() : end);
                return;
            }
            Time.SetUtcNow(new DateTimeOffset(due.Value, TimeSpan.Zero));
        }
    }

    /// <summary>Hands out some work and runs it in any order; false when there is none now.</summary>
    internal async Task<bool> StepAsync()
    {
        var works = Enumerable.Range(0, AtOnce).Select(_ => Take()).OfType<Func<Task>>().OrderBy(_ => _order.Next()).ToList();
        foreach (var work in works)
        {
            Steps++;
            await work();
        }
        return works.Count > 0;
    }

    /// <summary>What the sweep does: restarts whatever the host failed, which has no failure details.</summary>
    internal int RestartWhatTheHostFailed()
    {
        var failed = Instances
            .List(new InstanceFilter { Statuses = [OrchestrationStatus.Failed] }, null, int.MaxValue)
            .Where(state => state.FailureDetails is null && state.ParentInstanceId is null)
            .ToList();
        return failed.Count(state => Instances.Restart(state.InstanceId, asNew: false, out _) == HubAnswer.Done);
    }

    public void Dispose()
    {
        _services.Dispose();
        if (_ownsDatabase)
        {
            _database.Dispose();
        }
    }

    /// <summary>A call as it would come over HTTP, without the socket.</summary>
    internal async Task<FunctionAnswer> CallAsync(Invocation invocation, string envelope, CancellationToken cancellation)
    {
        var body = Encoding.UTF8.GetBytes(envelope);
        if (Functions.Orchestrations.ContainsKey(invocation.Function))
        {
            var endpoint = _services.GetRequiredService<OrchestrationEndpoint>();
            var response = await endpoint.AnswerAsync(body, invocation.Function, cancellation);
            return new FunctionAnswer(HostJson.Quote(response.ToByteString().ToBase64()), null);
        }
        var answer = await _services.GetRequiredService<ActivityEndpoint>().AnswerAsync(body, invocation.Function, cancellation);
        return new FunctionAnswer(HostJson.Quote(answer), null);
    }

    private Func<Task>? Take()
    {
        if (_order.Next(2) == 0)
        {
            return TakeTurn() ?? TakeActivity();
        }
        return TakeActivity() ?? TakeTurn();
    }

    private Func<Task>? TakeTurn() => _hub.TakeTurn() is { } turn ? () => _worker.RunAsync(turn, CancellationToken.None) : null;

    private Func<Task>? TakeActivity() =>
        _hub.TakeActivity() is { } activity ? () => _worker.RunAsync(activity, CancellationToken.None) : null;

    private static Dictionary<string, string> Named(IEnumerable<string> names) =>
        names.ToDictionary(name => name, _ => "inputTrigger", StringComparer.OrdinalIgnoreCase);

    private sealed class Forever : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() { }
    }
}
