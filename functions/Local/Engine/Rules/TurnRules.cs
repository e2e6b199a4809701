using Google.Protobuf.WellKnownTypes;
using Serverless.Durable.Protocol;

namespace Serverless.Local.Engine.Rules;

/// <summary>What an orchestrator's answer does to the hub (durable contract, section 6.3a).</summary>
internal static class TurnRules
{
    /// <summary>Carried-over messages stand before anything that arrived while the old generation ran.</summary>
    private static readonly DateTime Already = DateTime.UnixEpoch;

    /// <param name="turn">The turn that was answered.</param>
    /// <param name="response">Actions and custom status; an absent status is cleared.</param>
    /// <param name="now">UTC.</param>
    /// <param name="nextExecution">For the next generation, if there is one.</param>
    internal static TurnOutcome Apply(Turn turn, OrchestratorResponse response, DateTime now, string nextExecution)
    {
        var actions = response.Actions.OrderBy(action => action.Id).ToList();
        var end = actions.FirstOrDefault(action => action.CompleteOrchestration is not null);
        var state = turn.State.Clone();
        (state.CustomStatus, state.LastUpdatedTimestamp) = (response.CustomStatus, Timestamp.FromDateTime(now));
        if (end?.CompleteOrchestration is { OrchestrationStatus: OrchestrationStatus.ContinuedAsNew } next)
        {
            return NextGeneration(turn, next, actions, state, now, nextExecution);
        }
        state.OrchestrationStatus = IsSuspended(turn) ? OrchestrationStatus.Suspended : OrchestrationStatus.Running;
        var outcome = new TurnOutcome(false, state);
        outcome.History.AddRange(turn.New);
        foreach (var action in actions.Where(action => action != end))
        {
            Schedule(outcome, turn, action, now);
        }
        if (end is not null)
        {
            End(outcome, turn, end.Id, end.CompleteOrchestration, now);
        }
        outcome.History.Add(HubEvents.OrchestratorCompleted(now));
        return outcome;
    }

    /// <summary>An end that no orchestrator spoke: the operator's, or the host's after a call that failed.</summary>
    internal static TurnOutcome EndOf(Turn turn, CompleteOrchestrationAction end, DateTime now)
    {
        var state = turn.State.Clone();
        state.LastUpdatedTimestamp = Timestamp.FromDateTime(now);
        var outcome = new TurnOutcome(false, state);
        outcome.History.AddRange(turn.New);
        End(outcome, turn, turn.Past.Select(e => e.EventId).DefaultIfEmpty(-1).Max() + 1, end, now);
        outcome.History.Add(HubEvents.OrchestratorCompleted(now));
        return outcome;
    }

    private static void Schedule(TurnOutcome outcome, Turn turn, OrchestratorAction action, DateTime now)
    {
        switch (action.OrchestratorActionTypeCase)
        {
            case OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask:
                var task = action.ScheduleTask;
                outcome.History.Add(HubEvents.TaskScheduled(now, action.Id, task));
                outcome.Activities.Add(new ActivityTask(turn.Instance, turn.Execution, action.Id, task.Name, task.Input));
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer:
                var fireAt = action.CreateTimer.FireAt;
                outcome.History.Add(HubEvents.TimerCreated(now, action.Id, action.CreateTimer));
                outcome.Messages.Add(
                    new HubMessage(turn.Instance, turn.Execution, fireAt.ToDateTime(), HubEvents.TimerFired(now, action.Id, fireAt))
                );
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration:
                outcome.History.Add(HubEvents.ChildCreated(now, action.Id, action.CreateSubOrchestration));
                outcome.Children.Add(Child(turn, action.Id, action.CreateSubOrchestration));
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.SendEvent:
                outcome.History.Add(HubEvents.EventSent(now, action.Id, action.SendEvent));
                Send(outcome, action.SendEvent, now);
                break;
        }
    }

    private static void Send(TurnOutcome outcome, SendEventAction send, DateTime now) =>
        outcome.Messages.Add(new HubMessage(send.Instance?.InstanceId ?? "", null, now, HubEvents.EventRaised(now, send.Name, send.Data)));

    private static void End(TurnOutcome outcome, Turn turn, int id, CompleteOrchestrationAction end, DateTime now)
    {
        var state = outcome.State;
        state.OrchestrationStatus = end.OrchestrationStatus;
        (state.Output, state.FailureDetails, state.CompletedTimestamp) = (end.Result, end.FailureDetails, Timestamp.FromDateTime(now));
        outcome.History.Add(HubEvents.ExecutionCompleted(now, id, end));
        if (turn.Started.ParentInstance is not { OrchestrationInstance: { } parent } family)
        {
            return;
        }
        var answer =
            end.OrchestrationStatus == OrchestrationStatus.Completed
                ? HubEvents.ChildCompleted(now, family.TaskScheduledId, end.Result)
                : HubEvents.ChildFailed(now, family.TaskScheduledId, end.FailureDetails);
        outcome.Messages.Add(new HubMessage(parent.InstanceId, parent.ExecutionId, now, answer));
    }

    /// <summary>Events that were sent still go; whatever else was scheduled beside it belongs to a generation that nobody waits for.</summary>
    private static TurnOutcome NextGeneration(
        Turn turn,
        CompleteOrchestrationAction next,
        IEnumerable<OrchestratorAction> actions,
        OrchestrationState state,
        DateTime now,
        string nextExecution
    )
    {
        var started = turn.Started.Clone();
        (started.Input, started.Version) = (next.Result, next.NewVersion ?? started.Version);
        started.OrchestrationInstance = new OrchestrationInstance { InstanceId = turn.Instance, ExecutionId = nextExecution };
        (state.ExecutionId, state.Input, state.Version) = (nextExecution, next.Result, started.Version);
        state.OrchestrationStatus = OrchestrationStatus.Running;
        var outcome = new TurnOutcome(true, state);
        foreach (var send in actions.Select(action => action.SendEvent).OfType<SendEventAction>())
        {
            Send(outcome, send, now);
        }
        var first = next
            .CarryoverEvents.Where(e => e.EventTypeCase == HistoryEvent.EventTypeOneofCase.EventRaised)
            .Prepend(HubEvents.ExecutionStarted(now, started))
            .Append(HubEvents.OrchestratorCompleted(now));
        outcome.Messages.AddRange(first.Select(e => new HubMessage(turn.Instance, nextExecution, Already, e)));
        return outcome;
    }

    private static ExecutionStartedEvent Child(Turn turn, int id, CreateSubOrchestrationAction child) =>
        new()
        {
            Name = child.Name,
            Version = child.Version,
            Input = child.Input,
            OrchestrationInstance = new OrchestrationInstance { InstanceId = child.InstanceId },
            ParentInstance = new ParentInstanceInfo
            {
                TaskScheduledId = id,
                Name = turn.Started.Name,
                Version = turn.Started.Version,
                OrchestrationInstance = new OrchestrationInstance { InstanceId = turn.Instance, ExecutionId = turn.Execution },
            },
            ParentTraceContext = child.ParentTraceContext ?? turn.Started.ParentTraceContext,
        };

    private static bool IsSuspended(Turn turn) =>
        turn.Past.Concat(turn.New)
            .LastOrDefault(e =>
                e.EventTypeCase is HistoryEvent.EventTypeOneofCase.ExecutionSuspended or HistoryEvent.EventTypeOneofCase.ExecutionResumed
            )
            ?.EventTypeCase == HistoryEvent.EventTypeOneofCase.ExecutionSuspended;
}
