using Serverless.Platform.Hosting.Triggers;

namespace Serverless.Platform.Messaging.Receiving;

/// <summary>What a handler knows about the message besides its data.</summary>
/// <param name="Message">The attributes; <see cref="IncomingMessage.Id"/> is the inbox key (decision 8).</param>
/// <param name="Queue">The queue it came from; copies for a later attempt go there.</param>
/// <param name="Deliveries">1 on the first delivery, as the broker counts.</param>
public sealed record MessageContext(IncomingMessage Message, string Queue, int Deliveries)
{
    /// <summary>The broker's session, where the queue has sessions.</summary>
    public string? SessionId { get; init; }

    /// <summary>Where the task hub listens, on the one queue whose function owns the durable client (decision 20).</summary>
    public DurableClientBinding? DurableClient { get; init; }

    public string Id => Message.Id;
}
