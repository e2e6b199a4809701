using Serverless.App.Membership.Messages;
using Serverless.Platform.Email;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Membership.Contacts.Email;

/// <summary>
/// Notices that go to a member's e-mail because whoever took the phone or the address over cannot hold them back. Tried for a day, as
/// long as the cool-down of what they warn of.
/// </summary>
internal sealed class TellByEmail(ContactStore contacts, VendorAttempts attempts, IEmailSender mail)
{
    private static readonly TimeSpan WorthTelling = TimeSpan.FromHours(24);

    /// <summary>To the address in force: the phone is another one.</summary>
    internal Task<MessageOutcome> PhoneChangedAsync(PhoneChanged changed, MessageContext context, CancellationToken cancellation) =>
        SendAsync(changed.MemberId, details => details.Email, EmailTexts.PhoneSubject, EmailTexts.PhoneChanged, context, cancellation);

    /// <summary>To the address that was replaced.</summary>
    internal Task<MessageOutcome> EmailChangedAsync(EmailStep proved, MessageContext context, CancellationToken cancellation) =>
        SendAsync(proved.MemberId, details => details.FormerEmail, EmailTexts.ReplacedSubject, EmailTexts.Replaced, context, cancellation);

    private async Task<MessageOutcome> SendAsync(
        string memberId,
        Func<ContactDetails, string?> address,
        string subject,
        string text,
        MessageContext context,
        CancellationToken cancellation
    )
    {
        var known = await contacts.ReadAsync(memberId, cancellation);
        if (!known.IsSuccess || EmailAddress.Parse(address(known.Value.Details)) is not { IsSuccess: true, Value: var to })
        {
            return MessageOutcome.Done;
        }

        var attempt = await attempts.RunAsync(
            context,
            context.Message.Time + WorthTelling,
            (tried, c) => mail.SendAsync(new EmailMessage(to, subject, text, tried.OperationId), c),
            "email",
            cancellation
        );
        return attempt.Error is { } raced ? MessageOutcome.Retry(raced) : MessageOutcome.Done;
    }
}
