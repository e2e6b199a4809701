using Serverless.Platform.Messaging.Attempts;

namespace Serverless.Platform.Sms;

/// <summary>One text to one phone.</summary>
/// <param name="To">E.164, <c>+51…</c>.</param>
/// <param name="Text">At most two segments; see <see cref="SmsSegments"/>.</param>
/// <param name="OperationId">Kept from before the first try (decision 19); the same id again is the same wish and sends nothing new.</param>
/// <param name="FirstSent">When it was first tried, whole seconds; goes along unchanged with every try.</param>
/// <param name="Tag">Comes back in the delivery report; our message id.</param>
public sealed record SmsMessage(string To, string Text, Guid OperationId, DateTimeOffset FirstSent, string? Tag)
{
    /// <summary>Never with the number or the text, which may hold a code.</summary>
    public override string ToString() => $"{nameof(SmsMessage)} {OperationId}";
}

/// <summary>Sends texts. Accepted means queued by the vendor; arrival is told later by a delivery report.</summary>
public interface ISmsSender
{
    /// <summary>One answer per message, in order; a vendor's failure is an answer, never an exception.</summary>
    /// <param name="messages">1 to 100, all with the same text.</param>
    Task<IReadOnlyList<VendorAnswer>> SendAsync(IReadOnlyList<SmsMessage> messages, CancellationToken cancellation);
}
