namespace Serverless.Durable;

/// <summary>How one call of an activity or a sub-orchestration is made.</summary>
public record TaskOptions
{
    public TaskOptions(TaskRetryOptions? retry = null, IDictionary<string, string>? tags = null) => (Retry, Tags) = (retry, tags);

    /// <summary>What happens after a failure; null leaves the failure to the caller.</summary>
    public TaskRetryOptions? Retry { get; init; }

    /// <summary>Sent along with an activity's schedule; the key MS_DurableFunctions_SourceInstanceId belongs to the extension.</summary>
    public IDictionary<string, string>? Tags { get; init; }

    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(new TaskRetryOptions(policy));

    public static TaskOptions FromRetryHandler(AsyncRetryHandler handler) => new(new TaskRetryOptions(handler));

    public static TaskOptions FromRetryHandler(RetryHandler handler) =>
        new(new TaskRetryOptions(context => Task.FromResult(handler(context))));

    /// <summary>The same options for a sub-orchestration with an id of the caller's choice.</summary>
    public SubOrchestrationOptions WithInstanceId(string instanceId) => new(this, instanceId);
}

/// <summary>How a sub-orchestration is started.</summary>
public sealed record SubOrchestrationOptions : TaskOptions
{
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry) => InstanceId = instanceId;

    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options) => InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;

    /// <summary>At most 100 printable characters; null derives one from the parent's id and the call's place.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Null takes the default version of the host's configuration.</summary>
    public TaskVersion? Version { get; init; }
}

/// <summary>What <see cref="TaskOrchestrationContext.ContinueAsNew(ContinueAsNewOptions, object?, bool)"/> changes besides the input.</summary>
public sealed record ContinueAsNewOptions
{
    /// <summary>The next generation's version; null keeps the present one.</summary>
    public string? NewVersion { get; init; }
}
