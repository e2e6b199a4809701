namespace Serverless.Platform.Messaging;

/// <summary>
/// Which queues want which message type: the fan-out of decision 18, kept as a snapshot. A type nobody wants costs nothing.
/// </summary>
public sealed class RoutingTable(IReadOnlyDictionary<string, IReadOnlyList<string>> queuesByType)
{
    /// <summary>Every route, for the snapshot.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Routes { get; } = queuesByType;

    /// <summary>The queues that a message of this type goes to, one copy each; empty when nobody subscribed.</summary>
    public IReadOnlyList<string> QueuesFor(string type) => Routes.TryGetValue(type, out var queues) ? queues : [];
}
