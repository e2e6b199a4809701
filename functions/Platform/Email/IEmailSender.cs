using Serverless.Platform.Messaging.Attempts;

namespace Serverless.Platform.Email;

/// <summary>One letter to one address: a notice, never a code that authorises anything (domain.md section 3.3).</summary>
/// <param name="Text">Plain text.</param>
/// <param name="OperationId">Kept from before the first try (decision 19); the same id again is the same wish and sends nothing new.</param>
public sealed record EmailMessage(EmailAddress To, string Subject, string Text, Guid OperationId)
{
    /// <summary>Never with the address or the text.</summary>
    public override string ToString() => $"{nameof(EmailMessage)} {OperationId}";
}

/// <summary>Sends e-mail. Accepted means queued by the vendor.</summary>
public interface IEmailSender
{
    /// <summary>A vendor's failure is an answer, never an exception.</summary>
    Task<VendorAnswer> SendAsync(EmailMessage message, CancellationToken cancellation);
}
