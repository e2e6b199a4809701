using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Claims;

/// <summary>
/// The member is erased (Law 29733): claims that came to nothing lose their people and their papers; ids, dates and reasons stay in the
/// chain (decision 14). A claim that still runs stays, and is looked at again every month until it has come to nothing or was paid. Whether a
/// claim may go is decided on what it is at that moment; a second delivery finds nothing to do.
/// </summary>
internal sealed class ForgetClaims(ClaimStore claims, ClaimBooks books, Uploads uploads, TimeProvider time)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(30);

    internal async Task<MessageOutcome> HandleAsync(ErasureGranted granted, MessageContext context, CancellationToken cancellation)
    {
        foreach (var (claim, _, _) in await books.OfAsync(granted.MemberId, cancellation))
        {
            var outcome = await ForgetAsync(claim, context, cancellation);
            if (outcome.TryAgain)
            {
                return outcome;
            }
        }

        return MessageOutcome.Done;
    }

    /// <summary>A claim that ran when its member was erased.</summary>
    internal async Task<MessageOutcome> AgainAsync(ClaimDue due, MessageContext context, CancellationToken cancellation) =>
        await claims.FindAsync(due.ClaimId, cancellation) is { State: var claim }
            ? await ForgetAsync(claim, context, cancellation)
            : MessageOutcome.Done;

    private async Task<MessageOutcome> ForgetAsync(BenefitClaim claim, MessageContext context, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (claim.ForgottenAt is not null || RetentionRules.StaysForGood(claim))
        {
            return MessageOutcome.Done;
        }

        if (RetentionRules.MustStay(claim, LimaTime.DateOf(now)))
        {
            var promised = await claims.LookAgainAsync(claim.Id, LookAgain, context, cancellation);
            return promised.Error is { } unkept ? MessageOutcome.Retry(unkept) : MessageOutcome.Done;
        }

        // Papers first: a crash in between leaves a claim that is forgotten by the next delivery.
        foreach (var document in claim.Documents)
        {
            await uploads.RemoveAsync(document.UploadId, cancellation);
        }

        var forgotten = await ForgetAsync(claim.Id, now, cancellation);
        return forgotten.Error is { } failed && failed.Code != ClaimMoveRules.StepNotAllowed.Code
            ? MessageOutcome.Retry(failed)
            : MessageOutcome.Done;
    }

    private async Task<Result<KnownClaim>> ForgetAsync(string id, DateTimeOffset now, CancellationToken cancellation)
    {
        const string key = "forget";
        var rows = await claims.PersonalAsync(id, cancellation);
        var change = new ClaimChange(new CommandIdentity(key, key, ""), new ClaimAct(key, ClaimAct.System))
        {
            Personal = PersonalVault.Erase(rows),
        };
        return await claims.ChangeAsync(
            id,
            change,
            claim =>
                RetentionRules.MustStay(claim, LimaTime.DateOf(now))
                    ? ClaimMoveRules.NotAllowed(claim.Status)
                    : claim with
                    {
                        Documents = [],
                        ForgottenAt = now,
                    },
            cancellation
        );
    }
}
