using Serverless.Platform.Email;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;

namespace Serverless.App.Membership.Contacts.Email;

/// <summary>Sends the code of a proposal to the address it names, until the code would be worthless (decision 19).</summary>
internal sealed class SendEmailCode(
    ContactStore contacts,
    DerivedCodes codes,
    VendorAttempts attempts,
    IEmailSender mail,
    TimeProvider time
)
{
    internal async Task<MessageOutcome> SendAsync(EmailStep proposed, MessageContext context, CancellationToken cancellation)
    {
        var known = await contacts.ReadAsync(proposed.MemberId, cancellation);
        if (
            known is not { IsSuccess: true, Value: { Details.ProposedEmail: { } address } found }
            || EmailRules.Open(found.State, time.GetUtcNow()) is not { IsSuccess: true, Value: var open }
            || open.Id != proposed.ProposalId
            || EmailAddress.Parse(address) is not { IsSuccess: true, Value: var to }
        )
        {
            return MessageOutcome.Done;
        }

        var text = EmailTexts.Code(ConfirmEmail.CodeOf(codes, proposed.MemberId, open.Id));
        var attempt = await attempts.RunAsync(
            context,
            open.ExpiresAt,
            (tried, c) => mail.SendAsync(new EmailMessage(to, EmailTexts.CodeSubject, text, tried.OperationId), c),
            cancellation
        );
        return attempt.Error is { } raced ? MessageOutcome.Retry(raced) : MessageOutcome.Done;
    }
}
