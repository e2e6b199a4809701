using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Durable;
using Serverless.Durable.Execution;
using Serverless.Durable.Payloads;
using Serverless.Durable.Protocol;

namespace Serverless.UnitTests.Durable;

/// <summary>
/// Plays the host for one instance: every turn goes as bytes through the executor, its actions become history as the extension
/// writes it, continue-as-new starts the next generation.
/// </summary>
internal sealed class Simulation
{
    private readonly OrchestrationExecutor _executor;
    private readonly List<HistoryEvent> _history = [];
    private int _turns;
    private string? _version;

    private Simulation(OrchestrationExecutor executor) => _executor = executor;

    public const string Name = "Flow";

    public List<HistoryEvent> History => _history;

    public OrchestratorResponse Last { get; private set; } = new();

    public IList<OrchestratorAction> Actions => Last.Actions;

    public OrchestratorAction Only => Assert.Single(Last.Actions);

    public CompleteOrchestrationAction End => Assert.Single(Last.Actions, a => a.CompleteOrchestration is not null).CompleteOrchestration;

    public MapOfProperties Properties { get; } = [];

    /// <summary>What the code wished for when the last generation ended.</summary>
    public int Generations { get; private set; } = 1;

    public static Simulation Of<TIn, TOut>(
        Func<TaskOrchestrationContext, TIn, Task<TOut>> body,
        DurableVersioning? versioning = null,
        ILoggerFactory? loggers = null,
        RetryPolicy? infrastructureRetry = null
    )
    {
        var registry = new OrchestrationRegistry();
        registry.Add(Name, null, async context => context.Json.Write(await body(context, context.GetInput<TIn>()!)));
        return Of(registry, versioning, loggers, infrastructureRetry);
    }

    public static Simulation Of(
        OrchestrationRegistry registry,
        DurableVersioning? versioning = null,
        ILoggerFactory? loggers = null,
        RetryPolicy? infrastructureRetry = null,
        PayloadJson? json = null
    ) =>
        new(
            new OrchestrationExecutor(
                registry,
                new ExecutionSettings(json ?? new PayloadJson([]), loggers ?? NullLoggerFactory.Instance)
                {
                    Versioning = versioning ?? new DurableVersioning(),
                    InfrastructureRetry = infrastructureRetry,
                }
            )
        );

    public static Simulation Of<TOut>(Func<TaskOrchestrationContext, Task<TOut>> body) => Of<int, TOut>((context, _) => body(context));

    public Simulation Start(string? input = null, string? version = null)
    {
        _version = version;
        return Turn(Ev.ExecutionStarted(Name, input, version));
    }

    /// <summary>One turn, one minute after the one before.</summary>
    public Simulation Turn(params HistoryEvent[] events)
    {
        var fresh = new List<HistoryEvent> { Ev.OrchestratorStarted(Ev.T0.AddMinutes(_turns++)) };
        fresh.AddRange(events);
        Last = Execute(_history, fresh);
        _history.AddRange(fresh);
        var end = Last.Actions.FirstOrDefault(a => a.CompleteOrchestration is not null)?.CompleteOrchestration;
        if (end?.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew)
        {
            return NextGeneration(end);
        }

        Record(Last.Actions);
        return this;
    }

    /// <summary>Past and new as given, through bytes.</summary>
    public OrchestratorResponse Execute(IEnumerable<HistoryEvent> past, IEnumerable<HistoryEvent> fresh)
    {
        var request = new OrchestratorRequest { InstanceId = "case-1" };
        request.PastEvents.AddRange(past);
        request.NewEvents.AddRange(fresh);
        foreach (var (name, value) in Properties)
        {
            request.Properties.Add(name, value);
        }

        using var turn = TurnRequest.Read(request.ToByteArray());
        var response = _executor.Execute(turn);
        return OrchestratorResponse.Parser.ParseFrom(response.ToByteArray());
    }

    private Simulation NextGeneration(CompleteOrchestrationAction end)
    {
        Generations++;
        _history.Clear();
        _version = end.NewVersion ?? _version;
        return Turn([Ev.ExecutionStarted(Name, end.Result, _version), .. end.CarryoverEvents, Ev.OrchestratorCompleted()]);
    }

    private void Record(IEnumerable<OrchestratorAction> actions)
    {
        foreach (var action in actions)
        {
            if (action.ScheduleTask is { } task)
            {
                _history.Add(Ev.TaskScheduled(action.Id, task.Name));
            }
            else if (action.CreateSubOrchestration is { } child)
            {
                _history.Add(Ev.ChildCreated(action.Id, child.Name, child.InstanceId));
            }
            else if (action.CreateTimer is { } timer)
            {
                _history.Add(Ev.TimerCreated(action.Id, timer.FireAt.ToDateTime()));
            }
            else if (action.SendEvent is { } send)
            {
                _history.Add(Ev.Sent(action.Id, send.Instance.InstanceId, send.Name));
            }
        }

        _history.Add(Ev.OrchestratorCompleted());
    }
}

internal sealed class MapOfProperties : Dictionary<string, Value>;
