using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Serverless.Durable.Payloads;
using Serverless.Durable.Protocol;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Kernel;

namespace Serverless.Durable.Client;

/// <summary>
/// The task hub's operations over the host's gRPC listener. Every call has a deadline. Files: operations on one instance here,
/// reading and purging beside it.
/// </summary>
public sealed partial class DurableTaskClient
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(30);

    private readonly TaskHubSidecarService.TaskHubSidecarServiceClient _service;
    private readonly Metadata _headers;
    private readonly PayloadJson _json;
    private readonly TimeProvider _time;

    internal DurableTaskClient(GrpcChannel channel, DurableClientBinding binding, PayloadJson json, TimeProvider time)
    {
        (_service, _json, _time) = (new(channel), json, time);
        _headers = new Metadata { { "Durable-TaskHub", binding.TaskHubName } };
        if (binding.ConnectionName is { } connection)
        {
            _headers.Add("Durable-ConnectionName", connection);
        }
    }

    /// <summary>Starts an instance under an id that nobody used before; <see cref="DurableErrors.AlreadyExists"/> even when that one has ended.</summary>
    public Task<Result<string>> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input,
        StartOrchestrationOptions options,
        CancellationToken cancellation = default
    )
    {
        if (!InstanceId.IsValid(options.InstanceId))
        {
            return Task.FromResult<Result<string>>(DurableErrors.InvalidId);
        }

        var request = new CreateInstanceRequest
        {
            InstanceId = options.InstanceId,
            Name = orchestratorName,
            Version = options.Version?.Version,
            Input = _json.Write(input),
            ScheduledStartTimestamp = options.StartAt is { } at ? Timestamp.FromDateTimeOffset(at) : null,
            // Present and empty: no state of an existing instance may be overwritten. Absent would let ended ones be.
            OrchestrationIdReusePolicy = new OrchestrationIdReusePolicy(),
            RequestTime = Timestamp.FromDateTimeOffset(_time.GetUtcNow()),
            ParentTraceContext = options.TraceParent is { } trace ? new TraceContext { TraceParent = trace } : null,
        };
        return CallAsync(async call => (await _service.StartInstanceAsync(request, call)).InstanceId, cancellation);
    }

    /// <summary><see cref="DurableErrors.NotFound"/> when it does not exist yet, <see cref="DurableErrors.WrongState"/> when it has ended.</summary>
    public Task<Result<Done>> RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellation = default
    )
    {
        var request = new RaiseEventRequest
        {
            InstanceId = instanceId,
            Name = eventName,
            Input = _json.Write(eventPayload),
        };
        return DoAsync(call => _service.RaiseEventAsync(request, call), cancellation);
    }

    public Task<Result<Done>> TerminateInstanceAsync(
        string instanceId,
        object? output = null,
        bool recursive = false,
        CancellationToken cancellation = default
    )
    {
        var request = new TerminateRequest
        {
            InstanceId = instanceId,
            Output = _json.Write(output),
            Recursive = recursive,
        };
        return DoAsync(call => _service.TerminateInstanceAsync(request, call), cancellation);
    }

    /// <summary>Suspending twice is suspending once.</summary>
    public Task<Result<Done>> SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        DoAsync(call => _service.SuspendInstanceAsync(new() { InstanceId = instanceId, Reason = reason }, call), cancellation);

    public Task<Result<Done>> ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        DoAsync(call => _service.ResumeInstanceAsync(new() { InstanceId = instanceId, Reason = reason }, call), cancellation);

    /// <summary>Runs a failed instance again from its last good point. An operator's tool: prefer <see cref="RestartAsync"/>.</summary>
    public Task<Result<Done>> RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default) =>
        DoAsync(call => _service.RewindInstanceAsync(new() { InstanceId = instanceId, Reason = reason }, call), cancellation);

    /// <summary>Starts an ended instance again with its first input; answers the id it runs under.</summary>
    public Task<Result<string>> RestartAsync(
        string instanceId,
        bool restartWithNewInstanceId = false,
        CancellationToken cancellation = default
    )
    {
        var request = new RestartInstanceRequest { InstanceId = instanceId, RestartWithNewInstanceId = restartWithNewInstanceId };
        return CallAsync(async call => (await _service.RestartInstanceAsync(request, call)).InstanceId, cancellation);
    }

    private Task<Result<Done>> DoAsync<TResponse>(Func<CallOptions, AsyncUnaryCall<TResponse>> call, CancellationToken cancellation) =>
        CallAsync(
            async options =>
            {
                await call(options);
                return Done.Value;
            },
            cancellation
        );

    private async Task<Result<T>> CallAsync<T>(Func<CallOptions, Task<T>> call, CancellationToken cancellation, TimeSpan? limit = null)
    {
        try
        {
            return await call(new CallOptions(_headers, _time.GetUtcNow().UtcDateTime + (limit ?? CallLimit), cancellation));
        }
        catch (RpcException refused) when (DurableErrors.From(refused.StatusCode) is { } error)
        {
            return error;
        }
    }
}
