using Google.Protobuf.WellKnownTypes;
using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Rules;
using Serverless.Local.Engine.Store;

namespace Serverless.Local.Engine.Work;

/// <summary>Writes one turn's outcome inside a transaction: history, status, whatever it set going, and its inbox rows gone.</summary>
internal sealed class OutcomeWriter(Chaos chaos)
{
    /// <summary>False when the turn's lock was lost: then nothing may be written.</summary>
    internal bool Write(HubTables tables, Turn turn, TurnOutcome outcome, DateTime now)
    {
        if (!tables.Unlock(turn.Instance, turn.Owner, DateTime.MinValue, 0))
        {
            return false;
        }
        foreach (var message in turn.Consumed)
        {
            tables.RemoveMessage(message);
        }
        WriteInstance(tables, turn, outcome);
        foreach (var task in outcome.Activities)
        {
            tables.Add(task, now);
        }
        foreach (var message in outcome.Messages)
        {
            Deliver(tables, Delayed(message));
        }
        foreach (var child in outcome.Children)
        {
            StartChild(tables, child, now);
        }
        if (turn.New.FirstOrDefault(e => e.ExecutionTerminated is { Recurse: true })?.ExecutionTerminated is { } terminated)
        {
            TerminateChildren(tables, turn.Instance, terminated, now);
        }
        return true;
    }

    /// <summary>What an instance is told that ended or never was is dropped.</summary>
    internal static void Deliver(HubTables tables, HubMessage message)
    {
        if (tables.Find(message.Instance) is { } target && !target.State.OrchestrationStatus.IsEnded())
        {
            tables.Send(message);
        }
    }

    private static void WriteInstance(HubTables tables, Turn turn, TurnOutcome outcome)
    {
        if (outcome.IsNewGeneration)
        {
            tables.RemoveHistory(turn.Instance);
            tables.RemoveInboxOf(turn.Instance, turn.Execution);
        }
        else
        {
            tables.Append(turn.Instance, turn.Past.Count, outcome.History);
        }
        tables.Update(outcome.State);
        if (outcome.State.OrchestrationStatus.IsEnded())
        {
            tables.RemoveInbox(turn.Instance);
        }
    }

    /// <summary>An id that lives is not taken over: the parent is told that its child failed.</summary>
    private static void StartChild(HubTables tables, ExecutionStartedEvent child, DateTime now)
    {
        var family = child.ParentInstance;
        var id = child.OrchestrationInstance.InstanceId;
        if (tables.Find(id) is { } known && !known.State.OrchestrationStatus.IsEnded())
        {
            var failure = new TaskFailureDetails
            {
                ErrorType = "OrchestrationAlreadyExists",
                ErrorMessage = $"An orchestration instance with id '{id}' runs already.",
            };
            Deliver(
                tables,
                new HubMessage(
                    family.OrchestrationInstance.InstanceId,
                    family.OrchestrationInstance.ExecutionId,
                    now,
                    HubEvents.ChildFailed(now, family.TaskScheduledId, failure)
                )
            );
            return;
        }
        NewInstances.Start(tables, child, now, now);
    }

    private static void TerminateChildren(HubTables tables, string parent, ExecutionTerminatedEvent terminated, DateTime now)
    {
        foreach (var child in tables.LiveChildren(parent))
        {
            Deliver(tables, new HubMessage(child, null, now, HubEvents.Terminated(now, terminated.Input, recurse: true)));
        }
    }

    private HubMessage Delayed(HubMessage message) =>
        message.Event.TimerFired is null ? message : message with { VisibleAt = message.VisibleAt + chaos.TimerDelay() };
}

/// <summary>The one way an instance comes to be.</summary>
internal static class NewInstances
{
    /// <param name="started">Without an execution id yet.</param>
    /// <param name="startAt">Not before this.</param>
    internal static void Start(HubTables tables, ExecutionStartedEvent started, DateTime startAt, DateTime now)
    {
        var instance = started.OrchestrationInstance.InstanceId;
        var execution = Guid.NewGuid().ToString("N");
        started.OrchestrationInstance.ExecutionId = execution;
        tables.Put(
            new OrchestrationState
            {
                InstanceId = instance,
                Name = started.Name,
                Version = started.Version,
                OrchestrationStatus = OrchestrationStatus.Pending,
                ScheduledStartTimestamp = started.ScheduledStartTimestamp,
                CreatedTimestamp = Timestamp.FromDateTime(now),
                LastUpdatedTimestamp = Timestamp.FromDateTime(now),
                Input = started.Input,
                ExecutionId = execution,
                ParentInstanceId = started.ParentInstance?.OrchestrationInstance?.InstanceId,
                Tags = { started.Tags },
            }
        );
        tables.Send(new HubMessage(instance, execution, startAt, HubEvents.ExecutionStarted(now, started)));
    }
}
