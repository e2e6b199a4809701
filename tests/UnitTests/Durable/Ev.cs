using Google.Protobuf.WellKnownTypes;
using Serverless.Durable.Protocol;

namespace Serverless.UnitTests.Durable;

/// <summary>History events as the host writes them.</summary>
internal static class Ev
{
    public static readonly DateTime T0 = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);

    public static HistoryEvent OrchestratorStarted(DateTime at) => At(at, new() { OrchestratorStarted = new() });

    public static HistoryEvent OrchestratorCompleted() => New(new() { OrchestratorCompleted = new() });

    public static HistoryEvent ExecutionStarted(string name, string? input = null, string? version = null, string id = "case-1") =>
        New(
            new()
            {
                ExecutionStarted = new()
                {
                    Name = name,
                    Input = input,
                    Version = version,
                    OrchestrationInstance = new() { InstanceId = id, ExecutionId = "e1" },
                },
            }
        );

    public static HistoryEvent TaskScheduled(int id, string name) => New(new() { TaskScheduled = new() { Name = name } }, id);

    public static HistoryEvent TaskCompleted(int id, string? result = null) =>
        New(
            new()
            {
                TaskCompleted = new() { TaskScheduledId = id, Result = result },
            }
        );

    /// <summary>An activity's good answer in our envelope, as history keeps it.</summary>
    public static HistoryEvent Ok(int id, string value) => TaskCompleted(id, Quote($"{{\"ok\":true,\"value\":{value}}}"));

    /// <summary>An activity's failure in our envelope.</summary>
    public static HistoryEvent NotOk(int id, string code, bool retriable = true) =>
        TaskCompleted(
            id,
            Quote(
                $"{{\"ok\":false,\"error\":{{\"type\":\"{code}\",\"message\":\"no luck\",\"retriable\":{(retriable ? "true" : "false")},\"code\":\"{code}\"}}}}"
            )
        );

    /// <summary>The host's own failure of an activity.</summary>
    public static HistoryEvent TaskFailed(int id, TaskFailureDetails? details) =>
        New(
            new()
            {
                TaskFailed = new() { TaskScheduledId = id, FailureDetails = details },
            }
        );

    public static TaskFailureDetails HostFailure(string message = "500") =>
        new()
        {
            ErrorType = "Microsoft.Azure.WebJobs.Host.FunctionInvocationException",
            ErrorMessage = message,
            InnerFailure = new() { ErrorType = "System.Net.Http.HttpRequestException", ErrorMessage = "status 500" },
        };

    public static HistoryEvent ChildCreated(int id, string name, string childId = "child") =>
        New(
            new()
            {
                SubOrchestrationInstanceCreated = new() { Name = name, InstanceId = childId },
            },
            id
        );

    public static HistoryEvent ChildCompleted(int id, string? result = null) =>
        New(
            new()
            {
                SubOrchestrationInstanceCompleted = new() { TaskScheduledId = id, Result = result },
            }
        );

    public static HistoryEvent ChildFailed(int id, TaskFailureDetails? details) =>
        New(
            new()
            {
                SubOrchestrationInstanceFailed = new() { TaskScheduledId = id, FailureDetails = details },
            }
        );

    public static HistoryEvent TimerCreated(int id, DateTime fireAt) =>
        New(new() { TimerCreated = new() { FireAt = Timestamp.FromDateTime(fireAt) } }, id);

    public static HistoryEvent TimerFired(int id) =>
        New(
            new()
            {
                TimerFired = new() { TimerId = id, FireAt = Timestamp.FromDateTime(T0) },
            }
        );

    public static HistoryEvent Raised(string name, string? input = null) =>
        New(
            new()
            {
                EventRaised = new() { Name = name, Input = input },
            }
        );

    public static HistoryEvent Sent(int id, string target, string name) =>
        New(
            new()
            {
                EventSent = new() { InstanceId = target, Name = name },
            },
            id
        );

    public static HistoryEvent Suspended() => New(new() { ExecutionSuspended = new() });

    public static HistoryEvent Resumed() => New(new() { ExecutionResumed = new() });

    public static HistoryEvent Terminated(string? output = null) => New(new() { ExecutionTerminated = new() { Input = output } });

    public static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    private static HistoryEvent New(HistoryEvent e, int id = -1) => At(T0, e, id);

    private static HistoryEvent At(DateTime at, HistoryEvent e, int id = -1)
    {
        e.EventId = id;
        e.Timestamp = Timestamp.FromDateTime(at);
        return e;
    }
}
