using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.Platform.Messaging.ServiceBus;

/// <summary>
/// Sends to Azure Service Bus over REST (learn.microsoft.com/rest/api/servicebus, "Send message" and "Send message batch").
/// One message goes with its properties in a header; several go as batches of one session and at most 192 KiB each.
/// </summary>
internal sealed class ServiceBusMessageSender(HttpPipeline pipeline, Uri endpoint, ClaimCheck claims, TimeProvider time) : IMessageSender
{
    public async Task SendAsync(string queue, IReadOnlyList<OutgoingMessage> messages, TimeSpan? delay, CancellationToken cancellation)
    {
        var enqueueAt = delay is { } wait ? time.GetUtcNow() + wait : (DateTimeOffset?)null;
        var batch = new ServiceBusBatch(enqueueAt);
        foreach (var message in messages)
        {
            var body = await claims.WriteAsync(message, cancellation);
            if (!batch.TryAdd(message, body))
            {
                await PostAsync(queue, batch, cancellation);
                batch = new ServiceBusBatch(enqueueAt);
                batch.TryAdd(message, body);
            }
        }

        if (batch.Count > 0)
        {
            await PostAsync(queue, batch, cancellation);
        }
    }

    private async Task PostAsync(string queue, ServiceBusBatch batch, CancellationToken cancellation)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(endpoint);
        message.Request.Uri.AppendPath($"{queue}/messages", escape: false);
        batch.WriteTo(message.Request);
        try
        {
            await pipeline.SendAsync(message, cancellation);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or IOException || Silence(e, cancellation))
        {
            throw MessageSendException.From(queue, 0, e);
        }

        if (message.Response.Status != 201)
        {
            throw MessageSendException.From(queue, message.Response.Status);
        }
    }

    // The pipeline reports a try that was not answered in time as a cancellation that nobody asked for.
    private static bool Silence(Exception e, CancellationToken cancellation) =>
        e is OperationCanceledException && !cancellation.IsCancellationRequested;
}
