using Serverless.Durable.Protocol;
using EventCase = Serverless.Durable.Protocol.HistoryEvent.EventTypeOneofCase;

namespace Serverless.Durable.Execution;

internal sealed partial class OrchestrationTurn
{
    private void Dispatch(HistoryEvent e)
    {
        switch (e.EventTypeCase)
        {
            case EventCase.ExecutionStarted:
                Start(e.ExecutionStarted);
                break;
            case EventCase.TaskScheduled:
                _steps.Confirm(e.EventId, StepKind.Activity, e.TaskScheduled.Name);
                break;
            case EventCase.SubOrchestrationInstanceCreated:
                _steps.Confirm(e.EventId, StepKind.SubOrchestration, e.SubOrchestrationInstanceCreated.Name);
                break;
            case EventCase.TimerCreated:
                _steps.Confirm(e.EventId, StepKind.Timer, "");
                break;
            case EventCase.EventSent:
                _steps.ConfirmSent(e.EventId, e.EventSent);
                break;
            case EventCase.EventRaised when !_outcome.IsDecided:
                _inbox.Deliver(e);
                break;
            case EventCase.EventRaised:
                _inbox.Keep(e);
                break;
            default:
                if (!_outcome.IsDecided)
                {
                    Resolve(e);
                }

                break;
        }
    }

    /// <summary>Results; every kind of event that is not known here has no effect.</summary>
    private void Resolve(HistoryEvent e)
    {
        switch (e.EventTypeCase)
        {
            case EventCase.TaskCompleted:
                _steps.Open(e.TaskCompleted.TaskScheduledId, StepKind.Activity)?.Complete(e.TaskCompleted.Result);
                break;
            case EventCase.TaskFailed:
                _steps.Open(e.TaskFailed.TaskScheduledId, StepKind.Activity)?.Fail(e.TaskFailed.FailureDetails);
                break;
            case EventCase.SubOrchestrationInstanceCompleted:
                var done = e.SubOrchestrationInstanceCompleted;
                _steps.Open(done.TaskScheduledId, StepKind.SubOrchestration)?.Complete(done.Result);
                break;
            case EventCase.SubOrchestrationInstanceFailed:
                var failed = e.SubOrchestrationInstanceFailed;
                _steps.Open(failed.TaskScheduledId, StepKind.SubOrchestration)?.Fail(failed.FailureDetails);
                break;
            case EventCase.TimerFired:
                _steps.Open(e.TimerFired.TimerId, StepKind.Timer)?.Complete(null);
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
