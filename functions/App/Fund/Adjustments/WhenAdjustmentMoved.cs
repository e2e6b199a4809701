using System.Globalization;
using Serverless.App.Fund.Controls;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Fund.Adjustments;

/// <summary>An approved correction is posted to its account, once however often it is told.</summary>
internal sealed class WhenAdjustmentMoved(AdjustmentStore adjustments, PostEntries posting)
{
    internal async Task<MessageOutcome> ApplyAsync(AdjustmentMoved moved, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        var known = await adjustments.FindAsync(moved.AdjustmentId, cancellation);
        if (moved.Act != "approve" || known is not { State: { Status: AdjustmentStatus.Approved } adjustment })
        {
            return MessageOutcome.Done;
        }

        var command = string.Create(CultureInfo.InvariantCulture, $"adjustment-{adjustment.Id}-{adjustment.Round}");
        var cause = new PostingCause(command, "adjustment", adjustment.Id, adjustment.MemberId, adjustment.DecidedAt!.Value);
        return await posting.PostAsync(cause, AdjustmentRules.Entries(adjustment), cancellation);
    }
}
