using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Sessions;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Sms;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Sending;

/// <summary>
/// Sends a code that was asked for: computes it anew from the challenge (decision 23), so that no queue ever carries one. A vendor that
/// is down is asked again until the code would be worthless; then the challenge says so and the message is done (decision 19).
/// </summary>
internal sealed class SendCode(
    IdentityStore store,
    MemberDirectory members,
    OtpCode codes,
    OtpOptions options,
    OperationPolicies policies,
    SmsBudget budget,
    TextRefusals refusals,
    VendorAttempts attempts,
    ISmsSender sms,
    TimeProvider time
)
{
    private const string BudgetSpent = "identity.sms-budget";

    internal async Task<MessageOutcome> SendAsync(ChallengeIssued issued, MessageContext context, CancellationToken cancellation)
    {
        var challenge = await store.FindAsync(IdentityStore.Challenges, issued.ChallengeId, cancellation);
        if (challenge is not { State: OtpState.Issued } || challenge.Resends != issued.Resends)
        {
            return MessageOutcome.Done;
        }

        var account = (await store.FindAsync(IdentityStore.Accounts, challenge.AccountId, cancellation))!;
        if (account.MemberId is not { } member || await PhoneAsync(member, challenge.Target, cancellation) is not { } phone)
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

    private Task<MobileNumber?> PhoneAsync(string member, OtpTarget target, CancellationToken cancellation) =>
        target == OtpTarget.ProposedPhone ? members.ProposedPhoneOfAsync(member, cancellation) : members.PhoneOfAsync(member, cancellation);

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

        if (challenge.Target == OtpTarget.Phone && await refusals.StandsAsync(account, phone, cancellation))
        {
            return new VendorAnswer.Refused("identity.texts-refused");
        }

        var isPaid = attempt.Failed > 0 && attempt.Note != BudgetSpent;
        if (!isPaid && await budget.TakeAsync(account, challenge.Device, cancellation) is { } wait)
        {
            return new VendorAnswer.Later(BudgetSpent, wait);
        }

        var message = new SmsMessage(phone.E164, Text(account, challenge), attempt.OperationId, attempt.FirstTried, CodeTag.Of(challenge));
        return (await sms.SendAsync([message], cancellation))[0];
    }

    private string Text(Account account, OtpChallenge challenge)
    {
        if (challenge.Operation == StartSession.SignInOperation && account.ActivatedAt is null)
        {
            return CodeText.NotActivated;
        }

        var act = policies.For(challenge.Operation) is { IsSuccess: true } policy ? policy.Value.Name : challenge.Operation;
        return CodeText.Of(challenge, act, codes.Of(challenge), options.Life);
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

        var fate = attempt.State == AttemptState.Accepted ? OtpDelivery.Sent : OtpDelivery.Undelivered;
        var command = new CommandIdentity(context.Id, context.Id, "");
        var kept = await store.StepAsync(IdentityStore.Challenges, challenge.Id, command, "sent", Decide, cancellation);
        return kept.Error is { } error && error != OtpErrors.Superseded ? error : Done.Value;

        Result<Commit<OtpChallenge>> Decide(OtpChallenge? now) =>
            now!.Resends != challenge.Resends
                ? OtpErrors.Superseded
                : new Commit<OtpChallenge>(OtpChallengeRules.Report(now, fate) with { PhoneMasked = phone.ToString() });
    }
}
