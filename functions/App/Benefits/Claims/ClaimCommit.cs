using Serverless.App.Benefits.Messages;
using Serverless.App.Benefits.Progress;
using Serverless.App.Orchestrations.Messages;
using Serverless.Platform.Messaging;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Claims;

/// <summary>One change of a claim with everything that follows from it: the audit event, what others hear, the wake-up.</summary>
internal static class ClaimCommit
{
    internal static Commit<BenefitClaim> Of(BenefitClaim? before, BenefitClaim after, ClaimChange change, DateTimeOffset now)
    {
        var pays = !after.IsSettled && after.Status is ClaimStatus.Paid or ClaimStatus.PartiallyPaid;
        var state = pays && !after.IsSettled ? after with { IsSettled = true } : after;
        var from = before?.Status ?? ClaimStatus.None;
        var (name, by, subject, reason) = change.Act;
        var changed = new ClaimChanged(state.Id, state.MemberId, state.Kind, state.Round, name, by, subject, reason, from, state.Status);
        NewEvent[] figures =
            state.Liquidation is { } made && !ReferenceEquals(made, before?.Liquidation) ? [ClaimEvents.Calculated.With(made)] : [];
        NewEvent[] paid = pays && before?.IsSettled != true ? [BenefitEvents.ClaimPaid.With(PaidOf(state, now))] : [];
        return new Commit<BenefitClaim>(state)
        {
            Events = [ClaimEvents.Changed.With(changed), .. figures, .. change.Events, .. paid],
            Messages = Steering(before, state, change, now),
            Personal = change.Personal,
            InboxMessageId = change.InboxMessageId,
            Answer = change.InboxMessageId is null ? new IdempotencyRecord(200, state.Id) : null,
        };
    }

    /// <summary>A new round is started; a change that the orchestration did not make itself wakes it (decisions 20 and 21).</summary>
    private static OutgoingMessage[] Steering(BenefitClaim? before, BenefitClaim after, ClaimChange change, DateTimeOffset now)
    {
        var source = $"/benefits/claim/{after.Id}";
        var instance = OrchestrationCommands.InstanceId(BenefitLiquidation.Name, after.Id, after.Round);
        if (before?.Round != after.Round)
        {
            return [BenefitLiquidation.ToStart(source, now, instance, new LiquidationInput(after.Id, after.Round))];
        }

        return change.Act.By == ClaimAct.System && change.InboxMessageId is null
            ? []
            : [OrchestrationCommands.ToWake(source, now, instance, BenefitLiquidation.ClaimChanged, change.Command.CommandId)];
    }

    private static ClaimPaid PaidOf(BenefitClaim claim, DateTimeOffset now)
    {
        var figures = claim.Liquidation!;
        return new ClaimPaid(
            claim.Id,
            claim.MemberId,
            claim.Kind,
            figures.FromAccount.Centimos,
            figures.Complement.Centimos,
            [.. figures.SetOffs.Select(debt => new ClaimSetOff(debt.LoanId, debt.Payoff.Centimos))],
            now
        );
    }
}
