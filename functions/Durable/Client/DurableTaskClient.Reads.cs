using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Serverless.Durable.Protocol;
using Serverless.Platform.Kernel;

namespace Serverless.Durable.Client;

public sealed partial class DurableTaskClient
{
    /// <summary>Null when there is no such instance.</summary>
    public Task<Result<OrchestrationMetadata?>> GetInstanceAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    )
    {
        var request = new GetInstanceRequest { InstanceId = instanceId, GetInputsAndOutputs = getInputsAndOutputs };
        return CallAsync(async call => Read(await _service.GetInstanceAsync(request, call)), cancellation);
    }

    /// <summary><see cref="DurableErrors.Unavailable"/> when the limit passes first.</summary>
    public Task<Result<OrchestrationMetadata?>> WaitForInstanceStartAsync(
        string instanceId,
        TimeSpan limit,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    )
    {
        var request = new GetInstanceRequest { InstanceId = instanceId, GetInputsAndOutputs = getInputsAndOutputs };
        return CallAsync(async call => Read(await _service.WaitForInstanceStartAsync(request, call)), cancellation, limit);
    }

    /// <inheritdoc cref="WaitForInstanceStartAsync"/>
    public Task<Result<OrchestrationMetadata?>> WaitForInstanceCompletionAsync(
        string instanceId,
        TimeSpan limit,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    )
    {
        var request = new GetInstanceRequest { InstanceId = instanceId, GetInputsAndOutputs = getInputsAndOutputs };
        return CallAsync(async call => Read(await _service.WaitForInstanceCompletionAsync(request, call)), cancellation, limit);
    }

    /// <summary>All that match, page by page; throws when the task hub fails in the middle.</summary>
    public async IAsyncEnumerable<OrchestrationMetadata> GetAllInstancesAsync(
        OrchestrationQuery query,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        var wire = new InstanceQuery
        {
            CreatedTimeFrom = query.CreatedFrom is { } from ? Timestamp.FromDateTimeOffset(from) : null,
            CreatedTimeTo = query.CreatedTo is { } to ? Timestamp.FromDateTimeOffset(to) : null,
            InstanceIdPrefix = query.InstanceIdPrefix,
            FetchInputsAndOutputs = query.FetchInputsAndOutputs,
            MaxInstanceCount = query.PageSize,
        };
        wire.RuntimeStatus.AddRange(query.Statuses.Select(ToWire));
        do
        {
            var options = new CallOptions(_headers, _time.GetUtcNow().UtcDateTime + CallLimit, cancellation);
            var page = await _service.QueryInstancesAsync(new QueryInstancesRequest { Query = wire }, options);
            foreach (var state in page.OrchestrationState)
            {
                yield return new OrchestrationMetadata(state, _json);
            }

            wire.ContinuationToken = page.ContinuationToken;
        } while (!string.IsNullOrEmpty(wire.ContinuationToken));
    }

    /// <summary>Removes an ended instance and its history; answers how many went.</summary>
    public Task<Result<int>> PurgeInstanceAsync(string instanceId, bool recursive = false, CancellationToken cancellation = default) =>
        PurgeAsync(
            new PurgeInstancesRequest
            {
                InstanceId = instanceId,
                Recursive = recursive,
                IsOrchestration = true,
            },
            cancellation
        );

    /// <summary>Removes ended instances by age and status.</summary>
    public Task<Result<int>> PurgeAllInstancesAsync(PurgeInstancesFilter filter, CancellationToken cancellation = default)
    {
        var wire = new PurgeInstanceFilter
        {
            CreatedTimeFrom = filter.CreatedFrom is { } from ? Timestamp.FromDateTimeOffset(from) : null,
            CreatedTimeTo = filter.CreatedTo is { } to ? Timestamp.FromDateTimeOffset(to) : null,
        };
        wire.RuntimeStatus.AddRange((filter.Statuses ?? []).Select(ToWire));
        return PurgeAsync(new PurgeInstancesRequest { PurgeInstanceFilter = wire, IsOrchestration = true }, cancellation);
    }

    private Task<Result<int>> PurgeAsync(PurgeInstancesRequest request, CancellationToken cancellation) =>
        CallAsync(async call => (await _service.PurgeInstancesAsync(request, call)).DeletedInstanceCount, cancellation);

    private OrchestrationMetadata? Read(GetInstanceResponse response) =>
        response.Exists ? new OrchestrationMetadata(response.OrchestrationState, _json) : null;

    private static OrchestrationStatus ToWire(OrchestrationRuntimeStatus status) => (OrchestrationStatus)(int)status;
}
