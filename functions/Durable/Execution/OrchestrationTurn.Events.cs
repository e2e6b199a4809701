using Serverless.Durable.Protocol;
using EventCase = Serverless.Durable.Protocol.HistoryEvent.EventTypeOneofCase;

namespace Serverless.Durable.Execution;

internal sealed partial class OrchestrationTurn
{
    private void Dispatch(in HistoryEntry e)
    {
        var body = _request.BodyOf(e);
        switch (e.Kind)
        {
            case EventCase.ExecutionStarted:
                Start(ExecutionStartedEvent.Parser.ParseFrom(body));
                break;
            case EventCase.TaskScheduled:
                _steps.Confirm(e.EventId, StepKind.Activity, WireFields.Bytes(body, TaskScheduledEvent.NameFieldNumber));
                break;
            case EventCase.SubOrchestrationInstanceCreated:
                var name = WireFields.Bytes(body, SubOrchestrationInstanceCreatedEvent.NameFieldNumber);
                _steps.Confirm(e.EventId, StepKind.SubOrchestration, name);
                break;
            case EventCase.TimerCreated:
                _steps.Confirm(e.EventId, StepKind.Timer, default);
                break;
            case EventCase.EventSent:
                _steps.ConfirmSent(e.EventId, EventSentEvent.Parser.ParseFrom(body));
                break;
            case EventCase.EventRaised when !_outcome.IsDecided:
                _inbox.Deliver(RaisedEvent.Of(_request, e));
                break;
            case EventCase.EventRaised:
                _inbox.Keep(RaisedEvent.Of(_request, e));
                break;
            default:
                if (!_outcome.IsDecided)
                {
                    Resolve(e.Kind, body);
                }

                break;
        }
    }

    /// <summary>Results; every kind of event that is not known here has no effect.</summary>
    private void Resolve(EventCase kind, ReadOnlySpan<byte> body)
    {
        switch (kind)
        {
            case EventCase.TaskCompleted:
                var (task, value) = WireFields.Result(
                    body,
                    TaskCompletedEvent.TaskScheduledIdFieldNumber,
                    TaskCompletedEvent.ResultFieldNumber
                );
                _steps.Open(task, StepKind.Activity)?.Complete(value.Of(body));
                break;
            case EventCase.TaskFailed:
                var lost = TaskFailedEvent.Parser.ParseFrom(body);
                _steps.Open(lost.TaskScheduledId, StepKind.Activity)?.Fail(lost.FailureDetails);
                break;
            case EventCase.SubOrchestrationInstanceCompleted:
                var (child, result) = WireFields.Result(
                    body,
                    SubOrchestrationInstanceCompletedEvent.TaskScheduledIdFieldNumber,
                    SubOrchestrationInstanceCompletedEvent.ResultFieldNumber
                );
                _steps.Open(child, StepKind.SubOrchestration)?.Complete(result.Of(body));
                break;
            case EventCase.SubOrchestrationInstanceFailed:
                var failed = SubOrchestrationInstanceFailedEvent.Parser.ParseFrom(body);
                _steps.Open(failed.TaskScheduledId, StepKind.SubOrchestration)?.Fail(failed.FailureDetails);
                break;
            case EventCase.TimerFired:
                _steps.Open(WireFields.Int32(body, TimerFiredEvent.TimerIdFieldNumber), StepKind.Timer)?.Complete(default);
                break;
        }
    }

    private void Start(ExecutionStartedEvent started)
    {
        if (_context is not null)
        {
            return;
        }

        _context = new ReplayContext(_request, started, _settings, (_pump, _steps, _inbox)) { UtcNow = _utcNow, Replaying = _replaying };
        if (!_settings.Versioning.Takes(_context.Version))
        {
            _outcome.RefuseVersion(_context.Version, _settings.Versioning);
        }
        else if (_registry.Find(started.Name, started.Version) is { } body)
        {
            _body = body(_context);
        }
        else
        {
            _outcome.Fail("OrchestratorNotRegistered", $"No orchestration '{started.Name}' of version '{started.Version}' is registered.");
        }
    }
}
