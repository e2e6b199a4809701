using Serverless.App.Membership.Messages;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Affiliations.Answers;

/// <summary>
/// Payroll withheld a first contribution: the member belongs to the fund (row D23). An answer to an older round, or to one that waits
/// for nothing, is set aside where officers find it; the money itself is payroll's task.
/// </summary>
internal sealed class WhenDiscountApplied(AffiliationStore affiliations, TimeProvider time)
{
    internal Task<MessageOutcome> ApplyAsync(DiscountApplied applied, MessageContext context, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return applied.Concept == PayrollAnswers.Concept
            ? affiliations.ApplyAsync(applied.MemberId, context, before => Decide(before, applied, now), cancellation)
            : Task.FromResult(MessageOutcome.Done);
    }

    private static Commit<Affiliation> Decide(Affiliation before, DiscountApplied applied, DateTimeOffset now)
    {
        var active =
            applied.AppliedCentimos > 0 && applied.Round == before.Round
                ? AffiliationRules.Activate(before, now)
                : AffiliationRules.NotAllowed(before.Status);
        return active.IsSuccess
            ? new Commit<Affiliation>(active.Value)
            {
                Events = [MembershipEvents.AffiliationActivated.With(new AffiliationActivated(applied.MemberId, applied.Round, now))],
            }
            : PayrollAnswers.SetAside(before, new PayrollAnswerSetAside(applied.MemberId, applied.Round, applied.Period, "applied"));
    }
}
