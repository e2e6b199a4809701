using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Sending;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;
using Serverless.Platform.Voice;

namespace Serverless.App.Identity.Calls;

/// <summary>
/// Somebody holds the receiver: the code is computed now (decision 23) and said. A vendor that does not take it is asked again while a
/// person might still listen; then the code counts as not delivered and the member may ask for another.
/// </summary>
internal sealed class SpeakCode(
    IdentityStore store,
    CodeWords words,
    OtpOptions options,
    VendorAttempts attempts,
    AzureCalls calls,
    TimeProvider time
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    internal async Task<MessageOutcome> SayAsync(CodeCall call, MessageContext context, CancellationToken cancellation)
    {
        var challenge = await store.FindAsync(IdentityStore.Challenges, call.ChallengeId, cancellation);
        if (challenge is null)
        {
            return MessageOutcome.Done;
        }

        var account = (await store.FindAsync(IdentityStore.Accounts, challenge.AccountId, cancellation))!;
        var isWorth =
            challenge.State == OtpState.Issued && challenge.Resends == call.Resends && time.GetUtcNow() < challenge.SentAt + options.Life;
        var attempt = await attempts.RunAsync(context, context.Message.Time + Patience, TryAsync, cancellation);
        return attempt.Error is { } raced ? MessageOutcome.Retry(raced)
            : isWorth && attempt.Value.State is AttemptState.GivenUp or AttemptState.Refused
                ? MessageOutcome.From(await GiveUpAsync(call, context, cancellation))
            : MessageOutcome.Done;

        Task<VendorAnswer> TryAsync(Attempt known, CancellationToken c) =>
            isWorth
                ? calls.SayAsync(call.Connection, words.Speech(account, challenge), CodeTag.Of(challenge), c)
                : calls.HangUpAsync(call.Connection, known.OperationId, known.FirstTried, c);
    }

    /// <summary>Said, or not to be said any more.</summary>
    internal async Task<MessageOutcome> HangUpAsync(CodeCall call, MessageContext context, CancellationToken cancellation)
    {
        var ended = await attempts.RunAsync(
            context,
            context.Message.Time + Patience,
            (known, c) => calls.HangUpAsync(call.Connection, known.OperationId, known.FirstTried, c),
            cancellation
        );
        return ended.Error is { } raced ? MessageOutcome.Retry(raced) : MessageOutcome.Done;
    }

    private async Task<Result<Done>> GiveUpAsync(CodeCall call, MessageContext context, CancellationToken cancellation)
    {
        var command = new CommandIdentity(context.Id, context.Id, "");
        var kept = await store.StepAsync(IdentityStore.Challenges, call.ChallengeId, command, "not-said", Decide, cancellation);
        return kept.Error is { } error && error != OtpErrors.Superseded ? error : Done.Value;

        Result<Commit<OtpChallenge>> Decide(OtpChallenge? now) =>
            now is not null && CallRules.After(now, new CallNews(context.Id, CallStep.NotSaid, call.Connection)) is { } after
                ? new Commit<OtpChallenge>(after) { Events = [IdentityEvents.CallOver.With(call)] }
                : OtpErrors.Superseded;
    }
}
