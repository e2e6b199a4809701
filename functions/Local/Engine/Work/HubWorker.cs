using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Rules;
using Serverless.Local.Host;
using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.Local.Engine.Work;

/// <summary>Runs what the hub hands out: one call of the handler, and its outcome written by the host's rules (durable contract, section 1.5).</summary>
internal sealed class HubWorker(TaskHub hub, HubFunctions functions, CallFunction call, TimeProvider clock, Chaos chaos)
{
    internal async Task RunAsync(Turn turn, CancellationToken cancellation)
    {
        if (turn.New.FirstOrDefault(e => e.ExecutionTerminated is not null)?.ExecutionTerminated is { } terminated)
        {
            hub.End(turn, new CompleteOrchestrationAction { OrchestrationStatus = Terminated, Result = terminated.Input });
            return;
        }
        var name = turn.Started.Name;
        if (!functions.Orchestrations.TryGetValue(name, out var binding))
        {
            Fail(turn, $"The function '{name}' doesn't exist, is disabled, or is not an orchestrator function.", "");
            return;
        }
        var invocation = Invocation.Of(name, clock);
        var envelope = Envelope.Orchestration(invocation, binding, OrchestratorRequests.Of(turn).ToByteArray());
        var answer = await call(invocation, envelope, cancellation);
        if (chaos.DiesBeforeCommit())
        {
            hub.Forget(turn);
            return;
        }
        Conclude(turn, chaos.LosesAnswer() ? new FunctionAnswer(null, "the answer was lost") : answer);
    }

    internal async Task RunAsync(TakenActivity activity, CancellationToken cancellation)
    {
        var task = activity.Row.Task;
        if (!functions.Activities.TryGetValue(task.Name, out var binding))
        {
            hub.Complete(activity, (at, id) => HubEvents.TaskFailed(at, id, null));
            return;
        }
        var invocation = Invocation.Of(task.Name, clock);
        var envelope = Envelope.Activity(invocation, binding, task.Instance, task.Input ?? "null");
        var answer = await call(invocation, envelope, cancellation);
        if (chaos.DiesBeforeCommit())
        {
            hub.Forget(activity);
            return;
        }
        if (chaos.LosesAnswer() || answer.Failure is not null)
        {
            var failure = HostFailure(task.Name, answer.Failure ?? "the answer was lost");
            hub.Complete(activity, (at, id) => HubEvents.TaskFailed(at, id, failure));
            return;
        }
        hub.Complete(activity, (at, id) => HubEvents.TaskCompleted(at, id, answer.ReturnValue));
    }

    private void Conclude(Turn turn, FunctionAnswer answer)
    {
        if (answer.Failure is not null)
        {
            Fail(turn, $"Function '{turn.Started.Name}' failed with an unhandled exception.", answer.Failure);
        }
        else if (Read(answer.ReturnValue) is not { } response)
        {
            Fail(turn, $"Function '{turn.Started.Name}' failed with an unreadable response.", "not Base64 of a response");
        }
        else if (response.RequiresHistory)
        {
            hub.HandBack(turn);
        }
        else
        {
            hub.Complete(turn, response);
        }
    }

    /// <summary>For good, and without failure details: that is how the sweep knows it from a failure of the orchestration's own.</summary>
    private void Fail(Turn turn, string message, string details)
    {
        var output = $$"""{"message":{{HostJson.Quote(message)}},"details":{{HostJson.Quote(details)}}}""";
        hub.End(turn, new CompleteOrchestrationAction { OrchestrationStatus = Failed, Result = output });
    }

    private static OrchestratorResponse? Read(string? returnValue)
    {
        try
        {
            var text = returnValue is null ? null : JsonSerializer.Deserialize<string>(returnValue);
            return string.IsNullOrEmpty(text) ? null : OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(text));
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>Type and message of the app's own exception never pass the host; only the status does.</summary>
    private static TaskFailureDetails HostFailure(string function, string failure) =>
        new()
        {
            ErrorType = "Microsoft.Azure.WebJobs.Host.FunctionInvocationException",
            ErrorMessage = $"Exception while executing function: Functions.{function}",
            InnerFailure = new TaskFailureDetails { ErrorType = "System.Net.Http.HttpRequestException", ErrorMessage = failure },
        };
}

/// <summary>Requests with the properties that the extension sends along.</summary>
internal static class OrchestratorRequests
{
    internal static OrchestratorRequest Of(Turn turn) =>
        new()
        {
            InstanceId = turn.Instance,
            PastEvents = { turn.Past },
            NewEvents = { turn.New },
            EntityParameters = new() { EntityMessageReorderWindow = Duration.FromTimeSpan(TimeSpan.FromMinutes(30)) },
            Properties =
            {
                { "HttpDefaultAsyncRequestSleepTimeMilliseconds", Value.ForNumber(30_000) },
                { "IncludeState", Value.ForBool(true) },
                { "IsExtendedSession", Value.ForBool(false) },
                { "ExtendedSessionIdleTimeoutInSeconds", Value.ForNumber(0) },
            },
        };
}
