using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Rules;
using Serverless.Local.Engine.Store;

namespace Serverless.Local.Engine.Hub;

/// <summary>The task hub's gRPC face, answering as the extension does (durable contract, section 2.2).</summary>
internal sealed class HubService(HubInstances instances, TimeProvider clock) : TaskHubSidecarService.TaskHubSidecarServiceBase
{
    private const int UsualPage = 100;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public override Task<Empty> Hello(Empty request, ServerCallContext context) => Task.FromResult(new Empty());

    public override Task<CreateInstanceResponse> StartInstance(CreateInstanceRequest request, ServerCallContext context)
    {
        Check(instances.Start(request, out var instance));
        return Task.FromResult(new CreateInstanceResponse { InstanceId = instance });
    }

    public override Task<GetInstanceResponse> GetInstance(GetInstanceRequest request, ServerCallContext context) =>
        Task.FromResult(Found(request));

    public override Task<GetInstanceResponse> WaitForInstanceStart(GetInstanceRequest request, ServerCallContext context) =>
        WaitAsync(request, state => state.OrchestrationStatus != OrchestrationStatus.Pending, context.CancellationToken);

    public override Task<GetInstanceResponse> WaitForInstanceCompletion(GetInstanceRequest request, ServerCallContext context) =>
        WaitAsync(request, state => state.OrchestrationStatus.IsEnded(), context.CancellationToken);

    public override Task<RaiseEventResponse> RaiseEvent(RaiseEventRequest request, ServerCallContext context)
    {
        Check(instances.Raise(request.InstanceId, request.Name, request.Input));
        return Task.FromResult(new RaiseEventResponse());
    }

    public override Task<TerminateResponse> TerminateInstance(TerminateRequest request, ServerCallContext context)
    {
        Check(instances.Terminate(request.InstanceId, request.Output, request.Recursive));
        return Task.FromResult(new TerminateResponse());
    }

    public override Task<SuspendResponse> SuspendInstance(SuspendRequest request, ServerCallContext context)
    {
        Check(instances.Suspend(request.InstanceId, request.Reason));
        return Task.FromResult(new SuspendResponse());
    }

    public override Task<ResumeResponse> ResumeInstance(ResumeRequest request, ServerCallContext context)
    {
        Check(instances.Resume(request.InstanceId, request.Reason));
        return Task.FromResult(new ResumeResponse());
    }

    public override Task<RewindInstanceResponse> RewindInstance(RewindInstanceRequest request, ServerCallContext context)
    {
        Check(instances.Rewind(request.InstanceId, request.Reason));
        return Task.FromResult(new RewindInstanceResponse());
    }

    public override Task<RestartInstanceResponse> RestartInstance(RestartInstanceRequest request, ServerCallContext context)
    {
        Check(instances.Restart(request.InstanceId, request.RestartWithNewInstanceId, out var next));
        return Task.FromResult(new RestartInstanceResponse { InstanceId = next });
    }

    public override Task<QueryInstancesResponse> QueryInstances(QueryInstancesRequest request, ServerCallContext context)
    {
        var query = request.Query ?? new InstanceQuery();
        var most = query.MaxInstanceCount > 0 ? query.MaxInstanceCount : UsualPage;
        var filter = new InstanceFilter
        {
            Statuses = query.RuntimeStatus,
            From = query.CreatedTimeFrom?.ToDateTime(),
            To = query.CreatedTimeTo?.ToDateTime(),
            Prefix = query.InstanceIdPrefix,
        };
        var found = instances.List(filter, query.ContinuationToken, most + 1);
        var page = new QueryInstancesResponse { ContinuationToken = found.Count > most ? found[most - 1].InstanceId : null };
        page.OrchestrationState.AddRange(found.Take(most).Select(state => Shown(state, query.FetchInputsAndOutputs)));
        return Task.FromResult(page);
    }

    public override Task<PurgeInstancesResponse> PurgeInstances(PurgeInstancesRequest request, ServerCallContext context)
    {
        if (request.HasInstanceId)
        {
            var answer = instances.Purge(request.InstanceId, request.Recursive, out var purged);
            Check(answer == HubAnswer.NotFound ? HubAnswer.Done : answer);
            return Task.FromResult(new PurgeInstancesResponse { DeletedInstanceCount = purged, IsComplete = true });
        }
        var filter = request.PurgeInstanceFilter ?? throw Refused(StatusCode.InvalidArgument, "an id or a filter is needed");
        var count = instances.Purge(
            new InstanceFilter
            {
                Statuses = filter.RuntimeStatus,
                From = filter.CreatedTimeFrom?.ToDateTime(),
                To = filter.CreatedTimeTo?.ToDateTime(),
            }
        );
        return Task.FromResult(new PurgeInstancesResponse { DeletedInstanceCount = count, IsComplete = true });
    }

    public override async Task StreamInstanceHistory(
        StreamInstanceHistoryRequest request,
        IServerStreamWriter<HistoryChunk> responseStream,
        ServerCallContext context
    )
    {
        Check(instances.Find(request.InstanceId) is null ? HubAnswer.NotFound : HubAnswer.Done);
        await responseStream.WriteAsync(new HistoryChunk { Events = { instances.History(request.InstanceId) } }, context.CancellationToken);
    }

    private async Task<GetInstanceResponse> WaitAsync(
        GetInstanceRequest request,
        Func<OrchestrationState, bool> isThere,
        CancellationToken cancellation
    )
    {
        while (instances.Find(request.InstanceId) is not { } state || !isThere(state))
        {
            await Task.Delay(Look, clock, cancellation);
        }
        return Found(request);
    }

    private GetInstanceResponse Found(GetInstanceRequest request) =>
        instances.Find(request.InstanceId) is { } state
            ? new GetInstanceResponse { Exists = true, OrchestrationState = Shown(state, request.GetInputsAndOutputs) }
            : new GetInstanceResponse();

    /// <summary>Failure details go with inputs and outputs, without inner ones.</summary>
    private static OrchestrationState Shown(OrchestrationState state, bool whole)
    {
        if (whole && state.FailureDetails is { } failure)
        {
            (failure.InnerFailure, failure.IsNonRetriable) = (null, false);
        }
        if (!whole)
        {
            (state.Input, state.Output, state.FailureDetails) = (null, null, null);
        }
        return state;
    }

    private static void Check(HubAnswer answer)
    {
        if (answer != HubAnswer.Done)
        {
            throw answer switch
            {
                HubAnswer.NotFound => Refused(StatusCode.NotFound, "no such instance"),
                HubAnswer.Exists => Refused(StatusCode.AlreadyExists, "an instance of this id exists"),
                _ => Refused(StatusCode.FailedPrecondition, "the instance is in another state"),
            };
        }
    }

    private static RpcException Refused(StatusCode code, string why) => new(new Status(code, why));
}
