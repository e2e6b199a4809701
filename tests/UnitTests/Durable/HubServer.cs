using System.Net;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Durable.Protocol;
using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.UnitTests.Durable;

/// <summary>A task hub on loopback that answers as the extension does: reuse policy, missing and ended instances, pages.</summary>
internal sealed class HubServer : TaskHubSidecarService.TaskHubSidecarServiceBase, IAsyncDisposable
{
    private WebApplication? _app;

    public Dictionary<string, OrchestrationState> Instances { get; } = [];

    public List<string> Log { get; } = [];

    public Metadata LastHeaders { get; private set; } = [];

    public Uri Address => new(_app!.Urls.Single());

    public static async Task<HubServer> StartAsync()
    {
        var hub = new HubServer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, at => at.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(hub);
        hub._app = builder.Build();
        hub._app.MapGrpcService<HubServer>();
        await hub._app.StartAsync();
        return hub;
    }

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();

    public OrchestrationState Put(string id, OrchestrationStatus status, string? output = null, TaskFailureDetails? failure = null) =>
        Instances[id] = new OrchestrationState
        {
            InstanceId = id,
            Name = "Flow",
            OrchestrationStatus = status,
            Output = output,
            FailureDetails = failure,
            CreatedTimestamp = Timestamp.FromDateTime(Ev.T0),
        };

    public override Task<CreateInstanceResponse> StartInstance(CreateInstanceRequest request, ServerCallContext context)
    {
        LastHeaders = context.RequestHeaders;
        var known = Instances.GetValueOrDefault(request.InstanceId);
        var blocked =
            known is not null
            && (
                request.OrchestrationIdReusePolicy is { } policy
                    ? !policy.ReplaceableStatus.Contains(known.OrchestrationStatus)
                    : known.OrchestrationStatus is Running or Pending
            );
        if (blocked)
        {
            throw new RpcException(new Status(StatusCode.AlreadyExists, "exists"));
        }

        Put(request.InstanceId, Running).Input = request.Input;
        return Task.FromResult(new CreateInstanceResponse { InstanceId = request.InstanceId });
    }

    public override Task<GetInstanceResponse> GetInstance(GetInstanceRequest request, ServerCallContext context) =>
        Task.FromResult(
            Instances.TryGetValue(request.InstanceId, out var state)
                ? new GetInstanceResponse { Exists = true, OrchestrationState = state }
                : new GetInstanceResponse()
        );

    public override async Task<GetInstanceResponse> WaitForInstanceCompletion(GetInstanceRequest request, ServerCallContext context)
    {
        while (Instances[request.InstanceId].OrchestrationStatus == Running)
        {
            await Task.Delay(20, context.CancellationToken);
        }

        return await GetInstance(request, context);
    }

    public override Task<RaiseEventResponse> RaiseEvent(RaiseEventRequest request, ServerCallContext context)
    {
        Live(request.InstanceId);
        Log.Add($"event {request.Name} {request.Input}");
        return Task.FromResult(new RaiseEventResponse());
    }

    public override Task<TerminateResponse> TerminateInstance(TerminateRequest request, ServerCallContext context)
    {
        Live(request.InstanceId).OrchestrationStatus = Terminated;
        return Task.FromResult(new TerminateResponse());
    }

    public override Task<SuspendResponse> SuspendInstance(SuspendRequest request, ServerCallContext context)
    {
        Live(request.InstanceId).OrchestrationStatus = Suspended;
        return Task.FromResult(new SuspendResponse());
    }

    public override Task<ResumeResponse> ResumeInstance(ResumeRequest request, ServerCallContext context)
    {
        Live(request.InstanceId).OrchestrationStatus = Running;
        return Task.FromResult(new ResumeResponse());
    }

    public override Task<RewindInstanceResponse> RewindInstance(RewindInstanceRequest request, ServerCallContext context)
    {
        Log.Add($"rewind {request.InstanceId} {request.Reason}");
        return Task.FromResult(new RewindInstanceResponse());
    }

    public override Task<RestartInstanceResponse> RestartInstance(RestartInstanceRequest request, ServerCallContext context)
    {
        Log.Add($"restart {request.InstanceId}");
        var id = request.RestartWithNewInstanceId ? request.InstanceId + "-2" : request.InstanceId;
        Put(id, Running);
        return Task.FromResult(new RestartInstanceResponse { InstanceId = id });
    }

    public override Task<QueryInstancesResponse> QueryInstances(QueryInstancesRequest request, ServerCallContext context)
    {
        var query = request.Query;
        var skip = string.IsNullOrEmpty(query.ContinuationToken)
            ? 0
            : int.Parse(query.ContinuationToken, System.Globalization.CultureInfo.InvariantCulture);
        var all = Instances
            .Values.Where(state => query.RuntimeStatus.Count == 0 || query.RuntimeStatus.Contains(state.OrchestrationStatus))
            .Where(state => state.InstanceId.StartsWith(query.InstanceIdPrefix ?? "", StringComparison.Ordinal))
            .OrderBy(state => state.InstanceId)
            .ToList();
        var response = new QueryInstancesResponse();
        response.OrchestrationState.AddRange(all.Skip(skip).Take(query.MaxInstanceCount));
        response.ContinuationToken = skip + query.MaxInstanceCount < all.Count ? $"{skip + query.MaxInstanceCount}" : null;
        return Task.FromResult(response);
    }

    public override Task<PurgeInstancesResponse> PurgeInstances(PurgeInstancesRequest request, ServerCallContext context)
    {
        var gone = Instances
            .Values.Where(state =>
                request.HasInstanceId
                    ? state.InstanceId == request.InstanceId
                    : request.PurgeInstanceFilter.RuntimeStatus.Contains(state.OrchestrationStatus)
            )
            .Select(state => state.InstanceId)
            .ToList();
        gone.ForEach(id => Instances.Remove(id));
        return Task.FromResult(new PurgeInstancesResponse { DeletedInstanceCount = gone.Count });
    }

    private OrchestrationState Live(string id)
    {
        if (!Instances.TryGetValue(id, out var state))
        {
            throw new RpcException(new Status(StatusCode.NotFound, "unknown"));
        }

        return state.OrchestrationStatus is Completed or Failed or Terminated
            ? throw new RpcException(new Status(StatusCode.FailedPrecondition, "ended"))
            : state;
    }
}
