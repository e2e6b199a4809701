namespace Serverless.Platform.Messaging;

/// <summary>Puts messages on a queue, at least once each. Storage queues on a laptop, Service Bus in Azure (architecture, section 4).</summary>
public interface IMessageSender
{
    /// <summary>Sends all or throws; what was sent before a failure may be sent again.</summary>
    /// <param name="queue">The queue's name, lower-case kebab.</param>
    /// <param name="messages">In order.</param>
    /// <param name="delay">How long the messages stay invisible; null is at once.</param>
    Task SendAsync(string queue, IReadOnlyList<OutgoingMessage> messages, TimeSpan? delay, CancellationToken cancellation);
}
