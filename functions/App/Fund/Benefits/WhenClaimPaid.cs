using Serverless.App.Benefits.Messages;
using Serverless.App.Fund.Controls;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Fund.Benefits;

/// <summary>A benefit was paid: the account is spent by that much, once.</summary>
internal sealed class WhenClaimPaid(PostEntries posting)
{
    internal Task<MessageOutcome> ApplyAsync(ClaimPaid paid, MessageContext context, CancellationToken cancellation)
    {
        _ = context;

        // The claim, not the message: a claim that says twice that it is paid is paid once.
        var cause = new PostingCause($"claim-{paid.ClaimId}", "claim", paid.ClaimId, paid.MemberId, paid.At);
        return posting.PostAsync(cause, BenefitPostingRules.Entries(paid), cancellation);
    }
}
