using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Claims;

/// <summary>
/// The member is erased (Law 29733): claims that came to nothing lose their people and their papers; ids, dates and reasons stay in the
/// chain (decision 14). Whether a claim may go is decided on what it is at that moment; a second delivery finds nothing to do.
/// </summary>
internal sealed class ForgetClaims(ClaimStore claims, ClaimBooks books, Uploads uploads, TimeProvider time)
{
    internal async Task<MessageOutcome> HandleAsync(ErasureGranted granted, CancellationToken cancellation)
    {
        var today = LimaTime.Today(time);
        foreach (var (claim, _, _) in await books.OfAsync(granted.MemberId, cancellation))
        {
            if (claim.ForgottenAt is not null || RetentionRules.MustStay(claim, today))
            {
                continue;
            }

            // Papers first: a crash in between leaves a claim that is forgotten by the next delivery.
            foreach (var document in claim.Documents)
            {
                await uploads.RemoveAsync(document.UploadId, cancellation);
            }

            var forgotten = await ForgetAsync(claim.Id, today, cancellation);
            if (forgotten.Error is { } failed && failed.Code != ClaimMoveRules.StepNotAllowed.Code)
            {
                return MessageOutcome.Retry(failed);
            }
        }

        return MessageOutcome.Done;
    }

    private async Task<Result<KnownClaim>> ForgetAsync(string id, DateOnly today, CancellationToken cancellation)
    {
        const string key = "forget";
        var now = time.GetUtcNow();
        var rows = await claims.PersonalAsync(id, cancellation);
        var change = new ClaimChange(new CommandIdentity(key, key, ""), new ClaimAct(key, ClaimAct.System))
        {
            Personal = PersonalVault.Erase(rows),
        };
        return await claims.ChangeAsync(
            id,
            change,
            claim =>
                RetentionRules.MustStay(claim, today)
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
