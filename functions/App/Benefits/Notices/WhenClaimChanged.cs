using Serverless.App.Benefits.Claimants;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Messages;
using Serverless.App.Benefits.Officers;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Sms;

namespace Serverless.App.Benefits.Notices;

/// <summary>
/// After every change: the claim stands in the work list where it belongs now, and the claimant is told by SMS when it matters. A vendor
/// that is down is asked again until the news is old (decision 19).
/// </summary>
internal sealed class WhenClaimChanged(
    ClaimStore claims,
    WorkLists work,
    MemberDirectory members,
    ClaimantStore claimants,
    VendorAttempts attempts,
    ISmsSender sms
)
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
        if (NoticeText.Of(claim, changed) is not { } text || await PhonesAsync(claim, cancellation) is not { Count: > 0 } phones)
        {
            return MessageOutcome.Done;
        }

        var told = await attempts.RunAsync(
            context,
            context.Message.Time + WorthTelling,
            async (attempt, c) => Worst(await sms.SendAsync([.. phones.Select(phone => Message(phone, text, attempt, changed))], c)),
            cancellation
        );
        return told.Error is { } raced ? MessageOutcome.Retry(raced) : MessageOutcome.Done;
    }

    /// <summary>The member's phone; of a death, the phones of those who follow the claim.</summary>
    private async Task<IReadOnlyList<string>> PhonesAsync(BenefitClaim claim, CancellationToken cancellation)
    {
        if (claim.Kind != BenefitKind.Death)
        {
            return await members.PhoneOfAsync(claim.MemberId, cancellation) is { } own ? [own.E164] : [];
        }

        var people = await Task.WhenAll(claim.Claimants.Select(id => claimants.PersonAsync(id, cancellation)));
        return [.. people.Select(known => known?.Person.Phone).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>One phone that could not be reached now is worth asking for all again: the vendor knows whom it has told.</summary>
    private static VendorAnswer Worst(IReadOnlyList<VendorAnswer> answers) =>
        answers.FirstOrDefault(answer => answer is VendorAnswer.Later) ?? answers[0];

    private static SmsMessage Message(string phone, string text, Attempt attempt, ClaimChanged changed) =>
        new(phone, text, attempt.OperationId, attempt.FirstTried, $"benefit|{changed.ClaimId}");
}
