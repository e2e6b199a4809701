using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Rules;

namespace Serverless.Local.Engine.Hub;

/// <summary>Instances as the management API writes them.</summary>
internal static class InstanceJson
{
    internal static JsonObject Of(OrchestrationState state, bool withInput) =>
        new()
        {
            ["name"] = state.Name,
            ["instanceId"] = state.InstanceId,
            ["runtimeStatus"] = state.OrchestrationStatus.Text(),
            ["input"] = withInput ? Value(state.Input) : null,
            ["customStatus"] = Value(state.CustomStatus),
            ["output"] = Value(state.Output ?? Quoted(state.FailureDetails?.ErrorMessage)),
            ["createdTime"] = Time(state.CreatedTimestamp),
            ["lastUpdatedTime"] = Time(state.LastUpdatedTimestamp),
        };

    internal static JsonArray History(IEnumerable<HistoryEvent> history, bool withOutput) =>
        [.. history.Select(e => (JsonNode)Of(e, withOutput))];

    internal static JsonObject Links(string api, string key, string instance)
    {
        var of = $"{api}/instances/{Uri.EscapeDataString(instance)}";
        return new JsonObject
        {
            ["id"] = instance,
            ["statusQueryGetUri"] = $"{of}?code={key}",
            ["sendEventPostUri"] = $"{of}/raiseEvent/{{eventName}}?code={key}",
            ["terminatePostUri"] = $"{of}/terminate?reason={{text}}&code={key}",
            ["purgeHistoryDeleteUri"] = $"{of}?code={key}",
            ["restartPostUri"] = $"{of}/restart?code={key}",
            ["suspendPostUri"] = $"{of}/suspend?reason={{text}}&code={key}",
            ["resumePostUri"] = $"{of}/resume?reason={{text}}&code={key}",
        };
    }

    /// <summary>What an event is about, in one line.</summary>
    internal static string About(HistoryEvent e) =>
        e.EventTypeCase switch
        {
            HistoryEvent.EventTypeOneofCase.ExecutionStarted =>
                $"{e.ExecutionStarted.Name} {e.ExecutionStarted.Version} {e.ExecutionStarted.Input}",
            HistoryEvent.EventTypeOneofCase.ExecutionCompleted =>
                $"{e.ExecutionCompleted.OrchestrationStatus} {e.ExecutionCompleted.Result}{e.ExecutionCompleted.FailureDetails?.ErrorMessage}",
            HistoryEvent.EventTypeOneofCase.ExecutionTerminated => e.ExecutionTerminated.Input ?? "",
            HistoryEvent.EventTypeOneofCase.TaskScheduled => $"#{e.EventId} {e.TaskScheduled.Name}",
            HistoryEvent.EventTypeOneofCase.TaskCompleted => $"#{e.TaskCompleted.TaskScheduledId} {e.TaskCompleted.Result}",
            HistoryEvent.EventTypeOneofCase.TaskFailed => $"#{e.TaskFailed.TaskScheduledId} {e.TaskFailed.FailureDetails?.ErrorMessage}",
            HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceCreated =>
                $"#{e.EventId} {e.SubOrchestrationInstanceCreated.Name} {e.SubOrchestrationInstanceCreated.InstanceId}",
            HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceCompleted =>
                $"#{e.SubOrchestrationInstanceCompleted.TaskScheduledId} {e.SubOrchestrationInstanceCompleted.Result}",
            HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceFailed =>
                $"#{e.SubOrchestrationInstanceFailed.TaskScheduledId} {e.SubOrchestrationInstanceFailed.FailureDetails?.ErrorMessage}",
            HistoryEvent.EventTypeOneofCase.TimerCreated => $"#{e.EventId} {Time(e.TimerCreated.FireAt)}",
            HistoryEvent.EventTypeOneofCase.TimerFired => $"#{e.TimerFired.TimerId} {Time(e.TimerFired.FireAt)}",
            HistoryEvent.EventTypeOneofCase.EventSent => $"{e.EventSent.Name} → {e.EventSent.InstanceId}",
            HistoryEvent.EventTypeOneofCase.EventRaised => $"{e.EventRaised.Name} {e.EventRaised.Input}",
            HistoryEvent.EventTypeOneofCase.GenericEvent => e.GenericEvent.Data ?? "",
            HistoryEvent.EventTypeOneofCase.ExecutionSuspended => e.ExecutionSuspended.Input ?? "",
            HistoryEvent.EventTypeOneofCase.ExecutionResumed => e.ExecutionResumed.Input ?? "",
            _ => "",
        };

    private static JsonObject Of(HistoryEvent e, bool withOutput)
    {
        var json = new JsonObject { ["EventType"] = e.EventTypeCase.ToString(), ["Timestamp"] = Time(e.Timestamp) };
        if (withOutput)
        {
            json["Result"] = About(e);
        }
        return json;
    }

    private static JsonNode? Value(string? json)
    {
        try
        {
            return json is null ? null : JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return JsonValue.Create(json);
        }
    }

    private static string? Quoted(string? text) => text is null ? null : Host.HostJson.Quote(text);

    private static string Time(Timestamp? time) => time?.ToDateTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "";
}
