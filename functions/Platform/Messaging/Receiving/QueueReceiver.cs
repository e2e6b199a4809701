using System.Text.Json;
using Microsoft.Extensions.Logging;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Messaging.CloudEvents;

namespace Serverless.Platform.Messaging.Receiving;

/// <summary>
/// From the host's envelope to the handler. What nobody can ever handle is recorded and acknowledged; what nobody here knows is counted
/// and acknowledged, because a sender may be ahead of us; everything else is the handler's word.
/// </summary>
internal sealed partial class QueueReceiver(
    IServiceProvider services,
    ClaimCheck claims,
    RejectionLog rejections,
    MessagingMetrics metrics,
    ILogger<QueueReceiver> logger
)
{
    internal async Task<TriggerReply> ReceiveAsync(
        QueueHandlers handlers,
        string queue,
        TriggerEnvelope envelope,
        CancellationToken cancellation
    )
    {
        var body = BodyOf(envelope);
        var read = CloudEventReader.Read(body);
        if (!read.IsSuccess)
        {
            return await RejectAsync(envelope, read.Error.Code, body, cancellation);
        }

        if (handlers.Find(read.Value.Type) is not { } handle)
        {
            metrics.Unknown(envelope.Function);
            LogUnknown(logger, envelope.Function, read.Value.Id);
            return TriggerReply.Done;
        }

        using var activity = metrics.Start(envelope.Function, read.Value);
        var outcome = await RunAsync(handle, ContextOf(read.Value, queue, envelope), cancellation);
        metrics.Received(envelope.Function, outcome);
        return outcome switch
        {
            { Error: null } => TriggerReply.Done,
            { TryAgain: true } => throw new MessageRetryException(outcome.Error.Code),
            _ => await RejectAsync(envelope, outcome.Error.Code, body, cancellation),
        };
    }

    /// <summary>Keeps a message that the host gave up. The alarm is the metric and the critical log line.</summary>
    internal async Task<TriggerReply> KeepPoisonAsync(TriggerEnvelope envelope, CancellationToken cancellation)
    {
        var body = BodyOf(envelope);
        await rejections.AddAsync("poison", envelope.Function, "messaging.poison", body, cancellation);
        metrics.Poison(envelope.Function);
        LogPoison(logger, envelope.Function);
        return TriggerReply.Done;
    }

    private async Task<MessageOutcome> RunAsync(QueueHandlers.Handle handle, MessageContext context, CancellationToken cancellation)
    {
        var resolved = await claims.ResolveAsync(context.Message, cancellation);
        return resolved.IsSuccess
            ? await handle(services, context with { Message = resolved.Value }, cancellation)
            : MessageOutcome.From(resolved);
    }

    private async Task<TriggerReply> RejectAsync(
        TriggerEnvelope envelope,
        string code,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellation
    )
    {
        await rejections.AddAsync("invalid", envelope.Function, code, body, cancellation);
        metrics.Rejected(envelope.Function, code);
        LogRejected(logger, envelope.Function, code);
        return TriggerReply.Done;
    }

    // Only the trigger's own value: the durable client beside it holds a system key (decision 3).
    private static ReadOnlyMemory<byte> BodyOf(TriggerEnvelope envelope)
    {
        try
        {
            return envelope.Body;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return default;
        }
    }

    private static MessageContext ContextOf(IncomingMessage message, string queue, TriggerEnvelope envelope)
    {
        var bus = ServiceBusDelivery.Of(envelope);
        return new(message, queue, Math.Max(bus.DeliveryCount, QueueDelivery.Of(envelope).DequeueCount))
        {
            SessionId = bus.SessionId,
            DurableClient = envelope.DurableClient,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} does not know the type of message {Id}")]
    private static partial void LogUnknown(ILogger logger, string function, string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} rejected a message: {Code}")]
    private static partial void LogRejected(ILogger logger, string function, string code);

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "{Function} received a poison message: the queue's own function failed on it until the host gave up"
    )]
    private static partial void LogPoison(ILogger logger, string function);
}
