using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Durable.Execution;
using Serverless.Durable.Protocol;

namespace Serverless.Durable.Triggers;

/// <summary>
/// The host's call of an orchestration. It always answers 200: any other status would fail the instance for good, so a fault of
/// ours asks for redelivery instead, within the limit of decision 22.
/// </summary>
internal sealed partial class OrchestrationEndpoint(
    OrchestrationExecutor executor,
    ExecutorFaults faults,
    IHostApplicationLifetime lifetime,
    ILogger<OrchestrationEndpoint> logger
)
{
    public async Task HandleAsync(HttpContext http)
    {
        using var body = await LargeBody.ReadAsync(http.Request);
        var response = await AnswerAsync(body.Bytes, http.Request.Path.Value ?? "", http.RequestAborted);
        http.Response.ContentType = "application/json";
        HostEnvelope.WriteBase64(http.Response.BodyWriter, response.ToByteArray());
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    /// <summary>From the body of the call to the response; total, whatever the bytes are.</summary>
    internal async Task<OrchestratorResponse> AnswerAsync(Memory<byte> body, string function, CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return OrchestrationExecutor.TryAgain("");
        }

        TurnRequest? request = null;
        try
        {
            request = Decode(body);
            var response = executor.Execute(request);
            return response.RequiresHistory ? await RefuseAsync(request, function, "history is missing", cancellation) : response;
        }
        catch (TurnRefusedException refused)
        {
            return await RefuseAsync(request, function, refused.Message, cancellation);
        }
        catch (Exception fault)
        {
            LogFault(fault, function, request?.InstanceId ?? "");
            return await RefuseAsync(request, function, fault.GetType().Name, cancellation);
        }
        finally
        {
            request?.Dispose();
        }
    }

    private static TurnRequest Decode(Memory<byte> body) =>
        HostEnvelope.TryReadTrigger(body, out var text) && HostEnvelope.TryDecodeBase64(text, out var bytes)
            ? TurnRequest.Read(bytes)
            : throw new TurnRefusedException("the body is no envelope of an orchestration");

    private async Task<OrchestratorResponse> RefuseAsync(TurnRequest? request, string function, string why, CancellationToken cancellation)
    {
        var instanceId = request?.InstanceId ?? "";
        if (!await IsOverLimitAsync(instanceId.Length > 0 ? instanceId : function, request, cancellation))
        {
            LogRefused(function, instanceId, why);
            return OrchestrationExecutor.TryAgain(instanceId);
        }

        LogGivenUp(function, instanceId, why);
        return ExecutorFaults.Failure(request, why);
    }

    /// <summary>A storage that does not count is no reason to fail an instance.</summary>
    private async Task<bool> IsOverLimitAsync(string key, TurnRequest? request, CancellationToken cancellation)
    {
        try
        {
            return await faults.IsOverLimitAsync(key, request, cancellation);
        }
        catch (Exception fault)
        {
            LogNotCounted(fault, key);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "A refusal of {Key} could not be counted")]
    private partial void LogNotCounted(Exception fault, string key);

    [LoggerMessage(LogLevel.Error, "The executor faulted in {Function}, instance {InstanceId}")]
    private partial void LogFault(Exception fault, string function, string instanceId);

    [LoggerMessage(LogLevel.Warning, "Turn of {Function}, instance {InstanceId}, goes back to the host: {Why}")]
    private partial void LogRefused(string function, string instanceId, string why);

    [LoggerMessage(LogLevel.Critical, "Instance {InstanceId} of {Function} fails with executor-fault: {Why}")]
    private partial void LogGivenUp(string function, string instanceId, string why);
}
