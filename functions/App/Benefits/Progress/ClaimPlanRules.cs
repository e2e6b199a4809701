using Serverless.App.Benefits.Claims;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Progress;

/// <summary>
/// Which step is due follows from the claim and the clock alone, never from what was done before: an instance that is restarted, told
/// twice or never comes to the same end (decision 21). Pure.
/// </summary>
internal static class ClaimPlanRules
{
    internal static ClaimPlan Next(BenefitClaim claim, long version, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (ClaimMoveRules.IsEnded(claim.Status))
        {
            return Plan(ClaimTask.End, null);
        }

        var alert = ClockRules.NextAlert(claim, calendar);
        if (alert?.At <= now)
        {
            return Plan(ClaimTask.AlertDeadline, null);
        }

        var (task, at) = Due(claim, now);
        return Plan(task, Earlier(at, alert?.At));

        ClaimPlan Plan(ClaimTask next, DateTimeOffset? wakeAt) =>
            new(next, version, next == ClaimTask.Wait ? wakeAt : null, ClaimWords.CodeOf(claim.Status));
    }

    private static (ClaimTask Task, DateTimeOffset? At) Due(BenefitClaim claim, DateTimeOffset now) =>
        claim.Status switch
        {
            ClaimStatus.Registered => Registered(claim, now),
            ClaimStatus.DocumentCheck => (InCheck(claim), null),
            ClaimStatus.Observed => Observed(claim, claim.Observation!, now),
            ClaimStatus.Approved => (ClaimTask.OffsetDebts, null),
            ClaimStatus.DebtOffset when claim.Resolution is null => (ClaimTask.IssueResolution, null),
            ClaimStatus.DebtOffset => (ClaimTask.OrderPayments, null),
            ClaimStatus.PaymentOrdered when claim.Payments.Any(payment => payment.Status == PaymentStatus.Planned) => (
                ClaimTask.OrderPayments,
                null
            ),
            ClaimStatus.Paid => (ClaimTask.CloseClaim, null),
            _ => (ClaimTask.Wait, null),
        };

    private static (ClaimTask, DateTimeOffset?) Registered(BenefitClaim claim, DateTimeOffset now)
    {
        var until = claim.RegisteredAt.AddDays(claim.Terms.SubmitWithinDays);
        return now >= until ? (ClaimTask.CheckDocuments, null) : (ClaimTask.Wait, until);
    }

    private static ClaimTask InCheck(BenefitClaim claim) =>
        !DocumentRules.Missing(claim).IsEmpty ? ClaimTask.CheckDocuments
        : DocumentRules.AllAccepted(claim) ? ClaimTask.AssessEligibility
        : ClaimTask.Wait;

    private static (ClaimTask, DateTimeOffset?) Observed(BenefitClaim claim, Observation observation, DateTimeOffset now)
    {
        if (DocumentRules.IsAnswered(claim))
        {
            return (ClaimTask.CheckDocuments, null);
        }

        if (now >= observation.Until)
        {
            return (ClaimTask.AbandonClaim, null);
        }

        if (observation.Reminders >= claim.Terms.ReminderDays.Length)
        {
            return (ClaimTask.Wait, observation.Until);
        }

        var reminder = observation.Since.AddDays(claim.Terms.ReminderDays[observation.Reminders]);
        return now >= reminder ? (ClaimTask.RemindClaimant, null) : (ClaimTask.Wait, Earlier(reminder, observation.Until));
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null ? right
        : right is null || left < right ? left
        : right;
}
