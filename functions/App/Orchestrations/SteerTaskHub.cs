using Serverless.App.Orchestrations.Messages;
using Serverless.Durable;
using Serverless.Durable.Client;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Orchestrations;

/// <summary>
/// Carries out what contexts ask of the task hub, over the client binding of this very call (decision 20). No inbox: starting is
/// idempotent by the instance's id, waking twice is harmless (decision 21), the rest ends where it began.
/// </summary>
internal sealed class SteerTaskHub(DurableTaskClientFactory clients)
{
    internal async Task<MessageOutcome> StartAsync(StartOrchestration start, MessageContext context, CancellationToken cancellation)
    {
        var options = new StartOrchestrationOptions(start.InstanceId)
        {
            Version = start.Version is { } version ? new TaskVersion(version) : null,
            TraceParent = context.Message.TraceParent,
        };
        var started = await ClientOf(context).ScheduleNewOrchestrationInstanceAsync(start.Name, start.Input, options, cancellation);
        return started.Error == DurableErrors.AlreadyExists ? MessageOutcome.Done : MessageOutcome.From(started);
    }

    internal async Task<MessageOutcome> RaiseAsync(RaiseOrchestrationEvent raise, MessageContext context, CancellationToken cancellation) =>
        Outcome(await ClientOf(context).RaiseEventAsync(raise.InstanceId, raise.Event, raise.Input, cancellation));

    internal async Task<MessageOutcome> SuspendAsync(SteerOrchestration steer, MessageContext context, CancellationToken cancellation) =>
        Outcome(await ClientOf(context).SuspendInstanceAsync(steer.InstanceId, steer.Reason, cancellation));

    internal async Task<MessageOutcome> ResumeAsync(SteerOrchestration steer, MessageContext context, CancellationToken cancellation) =>
        Outcome(await ClientOf(context).ResumeInstanceAsync(steer.InstanceId, steer.Reason, cancellation));

    internal async Task<MessageOutcome> TerminateAsync(SteerOrchestration steer, MessageContext context, CancellationToken cancellation) =>
        Outcome(
            await ClientOf(context).TerminateInstanceAsync(steer.InstanceId, steer.Reason, recursive: true, cancellation: cancellation)
        );

    /// <summary>Not there: its start may still be on its way, so again later. Ended: nobody is left to tell.</summary>
    private static MessageOutcome Outcome(Result<Done> result) =>
        result.Error == DurableErrors.NotFound ? MessageOutcome.Retry(DurableErrors.NotFound)
        : result.Error == DurableErrors.WrongState ? MessageOutcome.Done
        : MessageOutcome.From(result);

    private DurableTaskClient ClientOf(MessageContext context) =>
        clients.Create(
            context.DurableClient
                ?? throw new InvalidOperationException("The function of this queue needs a durableClient binding named client.")
        );
}
