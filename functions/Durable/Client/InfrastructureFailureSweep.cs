using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Serverless.Platform.Hosting.Limits;

namespace Serverless.Durable.Client;

/// <summary>
/// Restarts the instances that infrastructure failed: when the handler dies or is unreachable during a turn, the host fails the
/// instance for good. Such an instance has no failure details and the host's own text as output; failures of ours always have
/// details. Restarting is safe because orchestrations are level-triggered and activities idempotent (decision 21).
/// </summary>
public sealed partial class InfrastructureFailureSweep(IRateCounter counters, ILogger<InfrastructureFailureSweep> logger)
{
    /// <summary>In thirty days; one that keeps bringing the process down is left to an operator, so the count is stored.</summary>
    public const int MaxRestarts = 3;

    private const string HostText = "' failed with an un";

    private static readonly Meter Meter = new("Serverless.Durable");
    private static readonly Counter<long> Restarted = Meter.CreateCounter<long>("durable.instances.restarted");
    private static readonly Counter<long> Left = Meter.CreateCounter<long>("durable.instances.left_failed");

    private static readonly RateLimitPolicy Restarts = new("durable-restarts", MaxRestarts, TimeSpan.FromDays(30));

    /// <summary>One pass; answers how many instances it restarted.</summary>
    public async Task<int> RunAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        var restarted = 0;
        var failed = new OrchestrationQuery { Statuses = [OrchestrationRuntimeStatus.Failed], FetchInputsAndOutputs = true };
        await foreach (var instance in client.GetAllInstancesAsync(failed, cancellation))
        {
            if (IsFailedByInfrastructure(instance) && await RestartAsync(client, instance, cancellation))
            {
                restarted++;
            }
        }

        return restarted;
    }

    internal static bool IsFailedByInfrastructure(OrchestrationMetadata instance)
    {
        if (
            instance is not { RuntimeStatus: OrchestrationRuntimeStatus.Failed, FailureDetails: null, SerializedOutput: { } output }
            || !output.Contains(HostText, StringComparison.Ordinal)
        )
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(output);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("message", out var message)
                && message.ValueKind == JsonValueKind.String
                && message.GetString()!.StartsWith("Function '", StringComparison.Ordinal)
                && message.GetString()!.Contains(HostText, StringComparison.Ordinal);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private async Task<bool> RestartAsync(DurableTaskClient client, OrchestrationMetadata instance, CancellationToken cancellation)
    {
        if (await counters.TakeAsync(Restarts, instance.InstanceId, cancellation) is not null)
        {
            Left.Add(1);
            LogLeft(instance.InstanceId, instance.Name, MaxRestarts);
            return false;
        }

        var result = await client.RestartAsync(instance.InstanceId, cancellation: cancellation);
        if (!result.IsSuccess)
        {
            LogNotRestarted(instance.InstanceId, instance.Name, result.Error.Code);
            return false;
        }

        Restarted.Add(1);
        LogRestarted(instance.InstanceId, instance.Name);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Instance {InstanceId} of {Name} was failed by infrastructure and is restarted")]
    private partial void LogRestarted(string instanceId, string name);

    [LoggerMessage(LogLevel.Error, "Instance {InstanceId} of {Name} could not be restarted: {Code}")]
    private partial void LogNotRestarted(string instanceId, string name, string code);

    [LoggerMessage(LogLevel.Critical, "Instance {InstanceId} of {Name} failed again after {Restarts} restarts and needs an operator")]
    private partial void LogLeft(string instanceId, string name, int restarts);
}
