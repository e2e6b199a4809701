using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Recovery;
using Serverless.App.Identity.Sending.Channels;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;
using Serverless.Platform.Voice;

namespace Serverless.App.Identity.Sending;

/// <summary>
/// Sends a code that was asked for by the challenge's channel, computed anew (decision 23), so that no queue ever carries one. A vendor
/// that is down is asked again until the code would be worthless; then the challenge says so and the message is done (decision 19).
/// A text that is refused for good becomes a call.
/// </summary>
internal sealed class SendCode(
    IdentityStore store,
    MemberDirectory members,
    RecoveryStore recoveries,
    OtpOptions options,
    VoiceOptions voice,
    CodeBudget budget,
    TextRefusals refusals,
    VendorAttempts attempts,
    IEnumerable<ICodeChannel> channels,
    TimeProvider time
)
{
    private const string BudgetSpent = "identity.code-budget";

    internal async Task<MessageOutcome> SendAsync(ChallengeIssued issued, MessageContext context, CancellationToken cancellation)
    {
        var challenge = await store.FindAsync(IdentityStore.Challenges, issued.ChallengeId, cancellation);
        if (challenge is not { State: OtpState.Issued } || challenge.Resends != issued.Resends)
        {
            return MessageOutcome.Done;
        }

        var account = (await store.FindAsync(IdentityStore.Accounts, challenge.AccountId, cancellation))!;
        if (await PhoneAsync(account, challenge, cancellation) is not { } phone)
        {
            // A DNI that is nobody's, or a member whose phone nobody knows: an officer must help (decision 25).
            return MessageOutcome.Done;
        }

        var deadline = challenge.SentAt + options.Life;
        var attempt = await attempts.RunAsync(
            context,
            deadline,
            (known, c) => TryAsync(account, challenge, phone, deadline, known, c),
            cancellation
        );
        return attempt.Error is { } raced
            ? MessageOutcome.Retry(raced)
            : MessageOutcome.From(await KeepAsync(challenge, phone, attempt.Value, context, cancellation));
    }

    private async Task<MobileNumber?> PhoneAsync(Account account, OtpChallenge challenge, CancellationToken cancellation)
    {
        if (challenge.Target == OtpTarget.NewPhone)
        {
            return await recoveries.NumberOfAsync(challenge.Recovery, cancellation);
        }

        if (account.MemberId is not { } member)
        {
            return null;
        }

        return challenge.Target == OtpTarget.ProposedPhone
            ? await members.ProposedPhoneOfAsync(member, cancellation)
            : await members.PhoneOfAsync(member, cancellation);
    }

    private async Task<VendorAnswer> TryAsync(
        Account account,
        OtpChallenge challenge,
        MobileNumber phone,
        DateTimeOffset deadline,
        Attempt attempt,
        CancellationToken cancellation
    )
    {
        if (time.GetUtcNow() >= deadline)
        {
            return new VendorAnswer.Refused("identity.code-expired");
        }

        var isText = challenge is { Channel: OtpChannel.Sms, Target: OtpTarget.Phone };
        if (isText && await refusals.StandsAsync(account, phone, cancellation))
        {
            return new VendorAnswer.Refused("identity.texts-refused");
        }

        var isPaid = attempt.Failed > 0 && attempt.Note != BudgetSpent;
        if (!isPaid && await budget.TakeAsync(challenge.Channel, account, challenge.Device, cancellation) is { } wait)
        {
            return new VendorAnswer.Later(BudgetSpent, wait);
        }

        var channel = channels.Single(offered => offered.Channel == challenge.Channel);
        return await channel.SendAsync(account, challenge, phone, attempt, cancellation);
    }

    /// <summary>What the vendor made of it, in the challenge: evidence keeps where the code went.</summary>
    private async Task<Result<Done>> KeepAsync(
        OtpChallenge challenge,
        MobileNumber phone,
        Attempt attempt,
        MessageContext context,
        CancellationToken cancellation
    )
    {
        if (attempt.State == AttemptState.Pending)
        {
            return Done.Value;
        }

        var command = new CommandIdentity(context.Id, context.Id, "");
        var kept = await store.StepAsync(IdentityStore.Challenges, challenge.Id, command, "sent", Decide, cancellation);
        return kept.Error is { } error && error != OtpErrors.Superseded ? error : Done.Value;

        Result<Commit<OtpChallenge>> Decide(OtpChallenge? now) =>
            now!.Resends != challenge.Resends || now.Channel != challenge.Channel ? OtpErrors.Superseded
            : attempt.State == AttemptState.Refused
            && voice.IsOffered
            && OtpChallengeRules.FallBack(now, time.GetUtcNow(), options) is { } called
                ? CodeRequests.Wake(called with { PhoneMasked = phone.ToString() })
            : new Commit<OtpChallenge>(OtpChallengeRules.Report(now, Fate(attempt)) with { PhoneMasked = phone.ToString() });
    }

    private static OtpDelivery Fate(Attempt attempt) => attempt.State == AttemptState.Accepted ? OtpDelivery.Sent : OtpDelivery.Undelivered;
}
