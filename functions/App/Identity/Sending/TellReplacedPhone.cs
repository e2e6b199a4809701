using Serverless.App.Membership.Messages;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Sms;

namespace Serverless.App.Identity.Sending;

/// <summary>
/// Tells the number that was replaced (domain.md section 3.3, changed authenticators): if the change was not its holder's will, this is how
/// they learn of it while the cool-down still keeps credits shut. It costs no budget of codes and is tried until the cool-down is over.
/// </summary>
internal sealed class TellReplacedPhone(MemberDirectory members, VendorAttempts attempts, ISmsSender sms)
{
    private static readonly TimeSpan WorthTelling = TimeSpan.FromHours(24);

    internal async Task<MessageOutcome> SendAsync(PhoneChanged changed, MessageContext context, CancellationToken cancellation)
    {
        if (
            await members.ReplacedPhoneOfAsync(changed.MemberId, changed.At, cancellation) is not { } old
            || await members.PhoneOfAsync(changed.MemberId, cancellation) is not { } current
        )
        {
            return MessageOutcome.Done;
        }

        var text = CodeText.PhoneReplaced(current.E164[^3..]);
        var attempt = await attempts.RunAsync(context, changed.At + WorthTelling, TryAsync, cancellation);
        return attempt.Error is { } raced ? MessageOutcome.Retry(raced) : MessageOutcome.Done;

        async Task<VendorAnswer> TryAsync(Attempt known, CancellationToken c) =>
            (await sms.SendAsync([new SmsMessage(old.E164, text, known.OperationId, known.FirstTried, null)], c))[0];
    }
}
