using Serverless.Platform.Messaging;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Affiliations.Answers;

/// <summary>What this context reads of <c>payroll.discount-applied</c>.</summary>
/// <param name="Concept">Only <see cref="PayrollAnswers.Concept"/> is ours.</param>
/// <param name="Round">The affiliation's round that payroll was asked about.</param>
/// <param name="Period">Month of the payslip, <c>2026-12</c>.</param>
internal sealed record DiscountApplied(string MemberId, string Concept, int Round, string Period, long AppliedCentimos);

/// <summary>What this context reads of <c>payroll.discount-rejected</c>.</summary>
/// <param name="Attempt">Which asking of the round it answers: one that was corrected and sent again since is answered no more.</param>
/// <param name="Reason">Code of the payroll port.</param>
internal sealed record DiscountRejected(string MemberId, string Concept, int Round, int Attempt, string Period, string Reason);

/// <summary>Payroll's answers as messages, and what becomes of those that change nothing.</summary>
internal static class PayrollAnswers
{
    /// <summary>The first contribution of a new member.</summary>
    internal const string Concept = "affiliation";

    internal static readonly MessageKind<DiscountApplied> Applied = new(
        "payroll.discount-applied",
        1,
        MembershipJson.Default.DiscountApplied
    );

    internal static readonly MessageKind<DiscountRejected> Rejected = new(
        "payroll.discount-rejected",
        1,
        MembershipJson.Default.DiscountRejected
    );

    internal static Commit<Affiliation> SetAside(Affiliation unchanged, PayrollAnswerSetAside answer) =>
        new(unchanged) { Events = [AffiliationEvents.PayrollAnswerSetAside.With(answer)] };
}
