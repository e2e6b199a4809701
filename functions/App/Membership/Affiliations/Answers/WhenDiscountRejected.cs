using Serverless.App.Membership.Messages;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Affiliations.Answers;

/// <summary>
/// Payroll refused the first contribution: the member reads why and may correct and send again, for as long as the terms give. A
/// refusal after the money came, or of an older round or attempt, is set aside.
/// </summary>
internal sealed class WhenDiscountRejected(AffiliationStore affiliations, JoiningRules joining, TimeProvider time)
{
    internal Task<MessageOutcome> ApplyAsync(DiscountRejected rejected, MessageContext context, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return rejected.Concept == PayrollAnswers.Concept
            ? affiliations.ApplyAsync(rejected.MemberId, context, before => Decide(before, rejected, now), cancellation)
            : Task.FromResult(MessageOutcome.Done);
    }

    private Commit<Affiliation> Decide(Affiliation before, DiscountRejected rejected, DateTimeOffset now)
    {
        var refused =
            rejected.Round == before.Round && rejected.Attempt == before.Attempts
                ? joining.RejectByPayroll(before, rejected.Reason, now)
                : AffiliationRules.NotAllowed(before.Status);
        return refused.IsSuccess
            ? new Commit<Affiliation>(refused.Value)
            {
                Events =
                [
                    MembershipEvents.AffiliationRejected.With(new AffiliationRejected(rejected.MemberId, rejected.Round, rejected.Reason)),
                ],
                Due = [AffiliationStore.Expiry(refused.Value)],
            }
            : PayrollAnswers.SetAside(
                before,
                new PayrollAnswerSetAside(rejected.MemberId, rejected.Round, rejected.Period, rejected.Reason)
            );
    }
}
