using Google.Protobuf;
using Serverless.Durable.Protocol;

namespace Serverless.Durable.Execution;

/// <summary>From request to response; the whole replay algorithm lies behind this one method.</summary>
internal sealed class OrchestrationExecutor(OrchestrationRegistry registry, ExecutionSettings settings)
{
    private static readonly MessageParser<OrchestratorRequest> Parser = OrchestratorRequest.Parser.WithDiscardUnknownFields(true);

    public static OrchestratorRequest Decode(ReadOnlySpan<byte> request) => Parser.ParseFrom(request);

    /// <summary>A polite "try again": the host abandons the turn and delivers it later.</summary>
    public static OrchestratorResponse TryAgain(string instanceId) => new() { InstanceId = instanceId, RequiresHistory = true };

    /// <summary>Never throws for what orchestration code does; what it throws is a fault of ours, or a refusal.</summary>
    public OrchestratorResponse Execute(OrchestratorRequest request) =>
        LacksHistory(request) ? TryAgain(request.InstanceId) : new OrchestrationTurn(request, registry, settings).Run();

    private static bool LacksHistory(OrchestratorRequest request) =>
        request.RequiresHistoryStreaming
        || (
            request.PastEvents.Count == 0
            && request.Properties.TryGetValue("IncludeState", out var state)
            && state is { HasBoolValue: true, BoolValue: false }
            && !request.NewEvents.Any(e => e.EventTypeCase == HistoryEvent.EventTypeOneofCase.ExecutionStarted)
        );
}
