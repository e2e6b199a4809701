using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Messages;
using Serverless.App.Benefits.Officers;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Sms;

namespace Serverless.App.Benefits.Notices;

/// <summary>
/// After every change: the claim stands in the work list where it belongs now, and the claimant is told by SMS when it matters. A vendor
/// that is down is asked again until the news is old (decision 19).
/// </summary>
internal sealed class WhenClaimChanged(ClaimStore claims, WorkLists work, MemberDirectory members, VendorAttempts attempts, ISmsSender sms)
{
    /// <summary>Later the claimant has seen it in the app, or the next step has made it wrong.</summary>
    private static readonly TimeSpan WorthTelling = TimeSpan.FromHours(24);

    internal async Task<MessageOutcome> HandleAsync(ClaimChanged changed, MessageContext context, CancellationToken cancellation)
    {
        if (await claims.FindAsync(changed.ClaimId, cancellation) is not { State: var claim })
        {
            return MessageOutcome.Done;
        }

        await work.PutAsync(claim, cancellation);
        if (NoticeText.Of(claim, changed) is not { } text || await PhoneAsync(claim, cancellation) is not { } phone)
        {
            return MessageOutcome.Done;
        }

        var told = await attempts.RunAsync(
            context,
            context.Message.Time + WorthTelling,
            async (attempt, c) => (await sms.SendAsync([Message(phone, text, attempt, changed)], c))[0],
            cancellation
        );
        return told.Error is { } raced ? MessageOutcome.Retry(raced) : MessageOutcome.Done;
    }

    /// <summary>The member's phone; of a dead member nobody is told by it.</summary>
    private async Task<MobileNumber?> PhoneAsync(BenefitClaim claim, CancellationToken cancellation) =>
        claim.Kind == BenefitKind.Death ? null : await members.PhoneOfAsync(claim.MemberId, cancellation);

    private static SmsMessage Message(MobileNumber phone, string text, Attempt attempt, ClaimChanged changed) =>
        new(phone.E164, text, attempt.OperationId, attempt.FirstTried, $"benefit|{changed.ClaimId}");
}
