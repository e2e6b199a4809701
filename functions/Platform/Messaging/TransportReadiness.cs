using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Messaging;

/// <summary>Whether the transport takes messages, asked of the one queue that every installation has (decision 18).</summary>
internal static class TransportReadiness
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);
    private const string Queue = "bulk";

    internal static Task StorageQueuesAsync(StorageClients clients, CancellationToken cancellation) =>
        clients.Queue(Queue).GetPropertiesAsync(cancellation);

    /// <summary>
    /// The app may send and nothing else, so the broker's 401 and 403 to a question about the queue mean that it is there and checks
    /// tokens; what else it says is a failure.
    /// </summary>
    internal static async Task ServiceBusAsync(HttpPipeline pipeline, Uri endpoint, CancellationToken cancellation)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(endpoint);
        message.Request.Uri.AppendPath(Queue, escape: false);
        await pipeline.SendAsync(message, cancellation);
        if (message.Response.Status is not (200 or 401 or 403))
        {
            throw new RequestFailedException(message.Response.Status, "The broker does not answer for the queue");
        }
    }
}
