using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Messages;

/// <summary>What payroll answered, for the contexts whose discount it was; published contracts (decision 17).</summary>
internal static class PayrollEvents
{
    /// <summary>The discount was made, in full or in part.</summary>
    internal static readonly EventKind<DiscountApplied> Applied = new("payroll.discount-applied", PayrollJson.Default.DiscountApplied);

    /// <summary>Payroll will not make this discount.</summary>
    internal static readonly EventKind<DiscountRejected> Rejected = new("payroll.discount-rejected", PayrollJson.Default.DiscountRejected);
}

/// <summary>A discount that payroll made.</summary>
/// <param name="Concept">One of <see cref="DiscountConcepts"/>.</param>
/// <param name="Round">Of the affiliation that asked; 0 for concepts without rounds.</param>
/// <param name="Attempt">How often payroll was asked in this round, from 1; for instalments their month, <c>202612</c>.</param>
/// <param name="Period">Month of the payslip, <c>2026-12</c>.</param>
/// <param name="AppliedCentimos">At most what was requested; the rest is a task of the payroll officer.</param>
internal sealed record DiscountApplied(
    string MemberId,
    string Concept,
    int Round,
    int Attempt,
    string Period,
    long RequestedCentimos,
    long AppliedCentimos
);

/// <summary>A discount that payroll refused.</summary>
/// <param name="Reason">One of the codes of docs/ports/payroll.md, or <c>unknown-to-payroll</c> when it could not even be asked.</param>
internal sealed record DiscountRejected(string MemberId, string Concept, int Round, int Attempt, string Period, string Reason);

/// <summary>Tells repeated wishes apart: an answer to an earlier one is not an answer to this one.</summary>
/// <param name="Round">Of the affiliation, from 1; 0 for concepts without rounds.</param>
/// <param name="Number">How often payroll was asked in this round, from 1; for instalments their month, <c>202612</c>.</param>
internal sealed record DiscountAttempt(int Round, int Number);

/// <summary>What a discount is for.</summary>
internal static class DiscountConcepts
{
    /// <summary>The first contribution of a new member; that it is applied makes the affiliation active.</summary>
    internal const string Affiliation = "affiliation";

    /// <summary>A later month's contribution.</summary>
    internal const string Contribution = "contribution";

    /// <summary>What a member owes on loans in a month; attempt is that month, <c>202612</c>.</summary>
    internal const string Instalment = "instalment";
}
