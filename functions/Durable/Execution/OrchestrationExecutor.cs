using Serverless.Durable.Protocol;

namespace Serverless.Durable.Execution;

/// <summary>From request to response; the whole replay algorithm lies behind this one method.</summary>
internal sealed class OrchestrationExecutor(OrchestrationRegistry registry, ExecutionSettings settings)
{
    /// <summary>A polite "try again": the host abandons the turn and delivers it later.</summary>
    public static OrchestratorResponse TryAgain(string instanceId) => new() { InstanceId = instanceId, RequiresHistory = true };

    /// <summary>Never throws for what orchestration code does; what it throws is a fault of ours, or a refusal.</summary>
    public OrchestratorResponse Execute(TurnRequest request) =>
        LacksHistory(request) ? TryAgain(request.InstanceId) : new OrchestrationTurn(request, registry, settings).Run();

    private static bool LacksHistory(TurnRequest request) =>
        request.RequiresHistoryStreaming || (request is { LeavesStateOut: true, Past.Count: 0 } && !BeginsWithItsStart(request));

    private static bool BeginsWithItsStart(TurnRequest request)
    {
        foreach (ref readonly var e in request.New.Span)
        {
            if (e.Kind == HistoryEvent.EventTypeOneofCase.ExecutionStarted)
            {
                return true;
            }
        }

        return false;
    }
}
