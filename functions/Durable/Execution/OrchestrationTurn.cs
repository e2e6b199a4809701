using Serverless.Durable.Protocol;
using EventCase = Serverless.Durable.Protocol.HistoryEvent.EventTypeOneofCase;

namespace Serverless.Durable.Execution;

/// <summary>
/// One request: replays the past, feeds the new events, answers with the steps that the host has not heard of. Nothing is kept
/// between turns. Suspension is ours to enforce: events wait and no action leaves until the instance is resumed.
/// </summary>
internal sealed partial class OrchestrationTurn
{
    private readonly TurnRequest _request;
    private readonly OrchestrationRegistry _registry;
    private readonly ExecutionSettings _settings;
    private readonly ContinuationPump _pump = new();
    private readonly StepLedger _steps;
    private readonly EventInbox _inbox;
    private readonly Queue<HistoryEntry> _held = [];
    private readonly Outcome _outcome = new();
    private ReplayContext? _context;
    private Task<string?>? _body;
    private DateTime _utcNow;
    private bool _replaying;
    private bool _suspended;

    public OrchestrationTurn(TurnRequest request, OrchestrationRegistry registry, ExecutionSettings settings)
    {
        (_request, _registry, _settings) = (request, registry, settings);
        _steps = new StepLedger(new HistoryIndex(request));
        _inbox = new EventInbox(settings.Json, _pump);
    }

    /// <summary>Throws <see cref="TurnRefusedException"/> when this process should not decide.</summary>
    public OrchestratorResponse Run()
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_pump);
        try
        {
            Feed(_request.Past.Span, replaying: true);
            Feed(_request.New.Span, replaying: false);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }

        FailWhenNothingCanWakeIt();
        return Answer();
    }

    private void Feed(ReadOnlySpan<HistoryEntry> events, bool replaying)
    {
        _replaying = replaying;
        if (_context is not null)
        {
            _context.Replaying = replaying;
        }

        foreach (ref readonly var e in events)
        {
            Apply(e);
        }
    }

    private void Apply(in HistoryEntry e)
    {
        switch (e.Kind)
        {
            case EventCase.OrchestratorStarted:
                _utcNow = e.TimeIn(_request.Bytes.Span);
                if (_context is not null)
                {
                    _context.UtcNow = _utcNow;
                }

                break;
            case EventCase.ExecutionSuspended:
                _suspended = true;
                break;
            case EventCase.ExecutionResumed:
                _suspended = false;
                while (_held.TryDequeue(out var held))
                {
                    Live(held);
                }

                break;
            case EventCase.ExecutionTerminated:
                _outcome.Terminate(ExecutionTerminatedEvent.Parser.ParseFrom(_request.BodyOf(e)).Input);
                break;
            default:
                if (_suspended)
                {
                    _held.Enqueue(e);
                }
                else
                {
                    Live(e);
                }

                break;
        }
    }

    private void Live(in HistoryEntry e)
    {
        if (_outcome.IsFinal)
        {
            return;
        }

        try
        {
            Dispatch(e);
            _pump.Drain();
        }
        catch (Exception exception) when (exception is NonDeterminismException or NonDurableWaitException)
        {
            _outcome.Break(exception);
            return;
        }

        if (_body is { IsCompleted: true } body && !_outcome.IsDecided)
        {
            _outcome.Decide(body, _context!);
        }
    }

    private void FailWhenNothingCanWakeIt()
    {
        if (_context is null && !_outcome.IsDecided && !_suspended)
        {
            throw new TurnRefusedException("the request has no executionStarted event");
        }

        if (_pump.SawForeignContinuation && !_outcome.IsFinal)
        {
            _outcome.Break(new NonDurableWaitException("a continuation came from another thread."));
        }
        else if (_pump.YieldsWithoutEnd && !_outcome.IsDecided)
        {
            _outcome.Break(new NonDurableWaitException("it yields without end."));
        }
        else if (_body is not null && !_outcome.IsDecided && !_suspended && !_steps.HasOpenStep && !_inbox.HasWaiter)
        {
            _outcome.Break(new NonDurableWaitException("no activity, timer or event is open, and it has not ended."));
        }
    }

    private OrchestratorResponse Answer()
    {
        var response = new OrchestratorResponse { InstanceId = _request.InstanceId, CustomStatus = _context?.CustomStatus };
        if (_suspended && !_outcome.IsTerminated)
        {
            return response;
        }

        if (!_outcome.DiscardsSteps)
        {
            _steps.Emit(response.Actions, _outcome.IsDecided);
        }

        if (_outcome.ToAction(_inbox) is { } complete)
        {
            response.Actions.Add(new OrchestratorAction { Id = _steps.NextId, CompleteOrchestration = complete });
        }

        return response;
    }
}
