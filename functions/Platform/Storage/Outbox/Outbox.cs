using Serverless.Platform.Messaging;

namespace Serverless.Platform.Storage;

/// <summary>What a committed command owes to other contexts, one list of messages per queue (decision 18).</summary>
internal sealed record Outbox(IReadOnlyDictionary<string, List<OutgoingMessage>> ByQueue)
{
    internal static Outbox For(RoutingTable routes, CommandMarker marker, IEnumerable<StoredEvent> events, string aggregateId)
    {
        var byQueue = new Dictionary<string, List<OutgoingMessage>>(StringComparer.Ordinal);
        var expressed = events.Select(e => new OutgoingMessage(e.Id, e.Type, marker.Source, e.Time, e.Version, e.Data)
        {
            TraceParent = marker.TraceParent,
            SessionId = aggregateId,
        });
        foreach (var message in expressed.Concat(marker.Messages.Select(m => m.ToOutgoing())))
        {
            foreach (var queue in routes.QueuesFor(message.Type))
            {
                if (!byQueue.TryGetValue(queue, out var list))
                {
                    byQueue[queue] = list = [];
                }

                list.Add(message);
            }
        }

        return new Outbox(byQueue);
    }

    internal bool IsEmpty => ByQueue.Count == 0;

    internal async Task SendAsync(IMessageSender sender, CancellationToken cancellation)
    {
        foreach (var (queue, messages) in ByQueue)
        {
            await sender.SendAsync(queue, messages, delay: null, cancellation);
        }
    }
}
