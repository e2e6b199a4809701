using Serverless.App.Identity.Codes;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Sms;
using Serverless.Platform.Storage;
using Serverless.Platform.Voice;

namespace Serverless.App.Identity.Sending;

/// <summary>
/// What the network says about a code's text message. Reports come twice, late and in any order; only a later stage counts. A text that
/// did not arrive becomes a call that says the same code, once, where calls are offered.
/// </summary>
internal sealed class RecordDelivery(IdentityStore store, TextRefusals refusals, VoiceOptions voice, OtpOptions options, TimeProvider time)
{
    internal async Task<MessageOutcome> RecordAsync(SmsDeliveryReport report, MessageContext context, CancellationToken cancellation)
    {
        if (CodeTag.Read(report.Tag) is not var (id, resends) || Delivery(report.Fate) is not { } delivery)
        {
            return MessageOutcome.Done;
        }

        var command = new CommandIdentity(context.Id, context.Id, "");
        var kept = await store.StepAsync(IdentityStore.Challenges, id, command, "delivery", Decide, cancellation);
        if (kept.Error == OtpErrors.NotFound || kept.Error == OtpErrors.Superseded)
        {
            return MessageOutcome.Done;
        }

        return kept is { IsSuccess: true, Value.Target: OtpTarget.Phone } && report.Fate == SmsFate.OptedOut
            ? MessageOutcome.From(await refusals.KeepAsync(kept.Value.AccountId, context.Id, cancellation))
            : MessageOutcome.From(kept);

        Result<Commit<OtpChallenge>> Decide(OtpChallenge? challenge) =>
            challenge is null ? OtpErrors.NotFound
            : challenge.Resends != resends ? OtpErrors.Superseded
            : delivery == OtpDelivery.Undelivered ? NotArrived(challenge)
            : new Commit<OtpChallenge>(OtpChallengeRules.Report(challenge, delivery));
    }

    /// <summary>A report of the text says nothing about the call that has taken its place.</summary>
    private Result<Commit<OtpChallenge>> NotArrived(OtpChallenge challenge) =>
        challenge.Channel == OtpChannel.Voice ? OtpErrors.Superseded
        : voice.IsOffered && OtpChallengeRules.FallBack(challenge, time.GetUtcNow(), options) is { } called ? CodeRequests.Wake(called)
        : new Commit<OtpChallenge>(OtpChallengeRules.Report(challenge, OtpDelivery.Undelivered));

    private static OtpDelivery? Delivery(SmsFate fate) =>
        fate switch
        {
            SmsFate.Delivered => OtpDelivery.Delivered,
            SmsFate.OptedOut or SmsFate.Undeliverable or SmsFate.TryLater => OtpDelivery.Undelivered,
            _ => null,
        };
}
