using Serverless.Durable.Payloads;

namespace Serverless.Durable.Execution;

internal sealed partial class ReplayContext
{
    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        _pump.EnsureOwnThread();
        ArgumentException.ThrowIfNullOrEmpty(name.Name);
        if (options?.Retry is not { } retry)
        {
            return ScheduleActivity<TResult>(name, CallInput.Of(input), options?.Tags, infrastructureFailures: 0);
        }

        var shared = CallInput.Written(WrapForActivity(input));
        return RetryLoop.Run(this, retry, () => ScheduleActivity<TResult>(name, shared, options.Tags, infrastructureFailures: null));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    )
    {
        _pump.EnsureOwnThread();
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name);
        if (options?.Retry is not { } retry)
        {
            return ScheduleChild<TResult>(orchestratorName, CallInput.Of(input), options as SubOrchestrationOptions);
        }

        var shared = CallInput.Written(Json.Write(input));
        return RetryLoop.Run(this, retry, () => ScheduleChild<TResult>(orchestratorName, shared, options as SubOrchestrationOptions));
    }

    public override void SendEvent(string instanceId, string eventName, object? payload)
    {
        _pump.EnsureOwnThread();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        _steps.Add(new SentEventStep(_steps.NextId, instanceId, eventName, Json.Write(payload)));
    }

    /// <param name="name">The activity.</param>
    /// <param name="input">Its input.</param>
    /// <param name="tags">Sent along.</param>
    /// <param name="infrastructureFailures">Attempts already lost to infrastructure; null when the caller has a retry rule of its own.</param>
    internal Task<T> ScheduleActivity<T>(string name, CallInput input, IDictionary<string, string>? tags, int? infrastructureFailures)
    {
        var id = _steps.NextId;
        var text =
            input.IsWritten ? input.Json
            : _steps.IsSent(id) ? null
            : WrapForActivity(input.Value);
        var step = new ActivityStep<T>(id, name, text, tags, this) { InfrastructureFailures = infrastructureFailures };
        _steps.Add(step);
        return step.Task;
    }

    /// <summary>The pause after so many failures of infrastructure; null when that is enough of them.</summary>
    internal TimeSpan? InfrastructurePause(int failures) =>
        _settings.InfrastructureRetry is { } policy && failures < policy.MaxNumberOfAttempts ? policy.DelayAfter(failures) : null;

    private Task<T> ScheduleChild<T>(string name, CallInput input, SubOrchestrationOptions? options)
    {
        var id = _steps.NextId;
        var text =
            input.IsWritten ? input.Json
            : _steps.IsSent(id) ? null
            : Json.Write(input.Value);
        var instanceId = options?.InstanceId ?? (_steps.IsSent(id) ? "" : ChildInstanceId.Create(InstanceId, ExecutionId, id));
        var version = options?.Version is { } chosen ? chosen.Version : _defaultChildVersion;
        var step = new SubOrchestrationStep<T>(id, name, instanceId, version, text, Json);
        _steps.Add(step);
        return step.Task;
    }

    private string WrapForActivity(object? input) =>
        ActivityEnvelope.Wrap(Json, Json.Write(input), InstanceId, _started.ParentTraceContext?.TraceParent);
}
