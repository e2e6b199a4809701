using Google.Protobuf.WellKnownTypes;
using Serverless.Durable.Protocol;

namespace Serverless.Local.Engine.Rules;

/// <summary>History events as the extension writes them: only what schedules something carries an id, everything else has -1.</summary>
internal static class HubEvents
{
    private const int NoId = -1;

    internal static HistoryEvent OrchestratorStarted(DateTime at) => Of(at, e => e.OrchestratorStarted = new());

    internal static HistoryEvent OrchestratorCompleted(DateTime at) => Of(at, e => e.OrchestratorCompleted = new());

    internal static HistoryEvent ExecutionStarted(DateTime at, ExecutionStartedEvent started) => Of(at, e => e.ExecutionStarted = started);

    internal static HistoryEvent TaskCompleted(DateTime at, int id, string? result) =>
        Of(at, e => e.TaskCompleted = new() { TaskScheduledId = id, Result = result });

    /// <param name="failure">Null for a function that is not there.</param>
    internal static HistoryEvent TaskFailed(DateTime at, int id, TaskFailureDetails? failure) =>
        Of(at, e => e.TaskFailed = new() { TaskScheduledId = id, FailureDetails = failure });

    internal static HistoryEvent ChildCompleted(DateTime at, int id, string? result) =>
        Of(at, e => e.SubOrchestrationInstanceCompleted = new() { TaskScheduledId = id, Result = result });

    /// <param name="failure">Null for a child that was ended.</param>
    internal static HistoryEvent ChildFailed(DateTime at, int id, TaskFailureDetails? failure) =>
        Of(at, e => e.SubOrchestrationInstanceFailed = new() { TaskScheduledId = id, FailureDetails = failure });

    internal static HistoryEvent TimerFired(DateTime at, int id, Timestamp fireAt) =>
        Of(at, e => e.TimerFired = new() { TimerId = id, FireAt = fireAt });

    internal static HistoryEvent EventRaised(DateTime at, string name, string? input) =>
        Of(at, e => e.EventRaised = new() { Name = name, Input = input });

    internal static HistoryEvent Terminated(DateTime at, string? output, bool recurse) =>
        Of(at, e => e.ExecutionTerminated = new() { Input = output, Recurse = recurse });

    internal static HistoryEvent Suspended(DateTime at, string? reason) => Of(at, e => e.ExecutionSuspended = new() { Input = reason });

    internal static HistoryEvent Resumed(DateTime at, string? reason) => Of(at, e => e.ExecutionResumed = new() { Input = reason });

    internal static HistoryEvent Generic(DateTime at, string? data) => Of(at, e => e.GenericEvent = new() { Data = data });

    internal static HistoryEvent TaskScheduled(DateTime at, int id, ScheduleTaskAction task) =>
        Of(at, e => e.TaskScheduled = new() { Name = task.Name, Version = task.Version }, id);

    internal static HistoryEvent TimerCreated(DateTime at, int id, CreateTimerAction timer) =>
        Of(at, e => e.TimerCreated = new() { FireAt = timer.FireAt }, id);

    internal static HistoryEvent ChildCreated(DateTime at, int id, CreateSubOrchestrationAction child) =>
        Of(
            at,
            e =>
                e.SubOrchestrationInstanceCreated = new()
                {
                    InstanceId = child.InstanceId,
                    Name = child.Name,
                    Version = child.Version,
                },
            id
        );

    internal static HistoryEvent EventSent(DateTime at, int id, SendEventAction send) =>
        Of(
            at,
            e =>
                e.EventSent = new()
                {
                    InstanceId = send.Instance?.InstanceId ?? "",
                    Name = send.Name,
                    Input = send.Data,
                },
            id
        );

    internal static HistoryEvent ExecutionCompleted(DateTime at, int id, CompleteOrchestrationAction end) =>
        Of(
            at,
            e =>
                e.ExecutionCompleted = new()
                {
                    OrchestrationStatus = end.OrchestrationStatus,
                    Result = end.Result,
                    FailureDetails = end.FailureDetails,
                },
            id
        );

    private static HistoryEvent Of(DateTime at, Action<HistoryEvent> set, int id = NoId)
    {
        var made = new HistoryEvent { EventId = id, Timestamp = Timestamp.FromDateTime(at) };
        set(made);
        return made;
    }
}
