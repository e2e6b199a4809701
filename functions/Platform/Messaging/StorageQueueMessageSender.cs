using Azure;
using Azure.Storage.Queues;

namespace Serverless.Platform.Messaging;

/// <summary>
/// Sends to Azure Storage queues. Bodies are plain UTF-8, as <c>messageEncoding: none</c> of host.json expects, and never expire
/// (decision 18). A delay may be at most seven days (the service's limit); longer waits belong into Due.
/// </summary>
internal sealed class StorageQueueMessageSender(Func<string, QueueClient> queues, ClaimCheck claims) : IMessageSender
{
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    public async Task SendAsync(string queue, IReadOnlyList<OutgoingMessage> messages, TimeSpan? delay, CancellationToken cancellation)
    {
        var client = queues(queue);
        foreach (var message in messages)
        {
            var body = await claims.WriteAsync(message, cancellation);
            try
            {
                await client.SendMessageAsync(BinaryData.FromBytes(body), delay, NeverExpires, cancellation);
            }
            catch (RequestFailedException e)
            {
                throw MessageSendException.From(queue, e.Status, e);
            }
        }
    }
}
