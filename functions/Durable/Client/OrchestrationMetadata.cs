using Serverless.Durable.Payloads;
using Wire = Serverless.Durable.Protocol;

namespace Serverless.Durable.Client;

/// <summary>Numbers as on the wire.</summary>
public enum OrchestrationRuntimeStatus
{
    Running,
    Completed,
    ContinuedAsNew,
    Failed,
    Canceled,
    Terminated,
    Pending,
    Suspended,
}

/// <summary>State of one instance as the task hub tells it.</summary>
public sealed class OrchestrationMetadata
{
    private readonly PayloadJson _json;

    internal OrchestrationMetadata(Wire.OrchestrationState state, PayloadJson json)
    {
        _json = json;
        InstanceId = state.InstanceId;
        Name = state.Name;
        Version = state.Version;
        RuntimeStatus = (OrchestrationRuntimeStatus)(int)state.OrchestrationStatus;
        CreatedAt = new DateTimeOffset(WireTime.Read(state.CreatedTimestamp), TimeSpan.Zero);
        LastUpdatedAt = new DateTimeOffset(WireTime.Read(state.LastUpdatedTimestamp), TimeSpan.Zero);
        SerializedInput = state.Input;
        SerializedOutput = state.Output;
        SerializedCustomStatus = state.CustomStatus;
        FailureDetails = state.FailureDetails is { } failure ? FailureMapping.FromHost(failure, state.Name) : null;
    }

    public string InstanceId { get; }

    public string Name { get; }

    public string? Version { get; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset LastUpdatedAt { get; }

    public string? SerializedInput { get; }

    public string? SerializedOutput { get; }

    public string? SerializedCustomStatus { get; }

    /// <summary>Type, message and stack only; absent when infrastructure failed the instance.</summary>
    public TaskFailureDetails? FailureDetails { get; }

    public bool IsCompleted =>
        RuntimeStatus
            is OrchestrationRuntimeStatus.Completed
                or OrchestrationRuntimeStatus.Failed
                or OrchestrationRuntimeStatus.Terminated
                or OrchestrationRuntimeStatus.Canceled;

    public T? ReadInputAs<T>() => _json.Read<T>(SerializedInput);

    public T? ReadOutputAs<T>() => _json.Read<T>(SerializedOutput);

    public T? ReadCustomStatusAs<T>() => _json.Read<T>(SerializedCustomStatus);
}

/// <summary>Which instances to list. Null and empty mean any.</summary>
public sealed record OrchestrationQuery
{
    public IReadOnlyList<OrchestrationRuntimeStatus> Statuses { get; init; } = [];

    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedTo { get; init; }

    public string? InstanceIdPrefix { get; init; }

    public bool FetchInputsAndOutputs { get; init; }

    public int PageSize { get; init; } = 100;
}

/// <summary>Which ended instances to purge.</summary>
public sealed record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IReadOnlyList<OrchestrationRuntimeStatus>? Statuses = null
);

/// <summary>How an instance is started.</summary>
public sealed record StartOrchestrationOptions(string InstanceId, DateTimeOffset? StartAt = null)
{
    public TaskVersion? Version { get; init; }

    /// <summary>W3C trace context of the cause; activities receive it.</summary>
    public string? TraceParent { get; init; }
}
