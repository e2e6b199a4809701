using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Loans;

/// <summary>What happens to a loan besides what other contexts hear of (<c>CreditEvents</c>).</summary>
internal static class LoanEvents
{
    /// <summary>A line of the ledger.</summary>
    internal static readonly EventKind<LoanPosting> Posted = new("credits.loan-posted", CreditsJson.Default.LoanPosting);

    /// <summary>The last day of an instalment has passed: look whether it was paid. Goes to this context's own queue.</summary>
    internal static readonly EventKind<LoanInstalmentDue> InstalmentDue = new(
        "credits.loan-instalment-due",
        CreditsJson.Default.LoanInstalmentDue
    );

    /// <summary>A month begins in which something falls due: ask payroll for it. Goes to this context's own queue.</summary>
    internal static readonly EventKind<LoanDiscountDue> DiscountDue = new("credits.loan-discount-due", CreditsJson.Default.LoanDiscountDue);

    /// <summary>Payroll was asked, or answered.</summary>
    internal static readonly EventKind<LoanDiscountMoved> DiscountMoved = new(
        "credits.loan-discount-moved",
        CreditsJson.Default.LoanDiscountMoved
    );

    /// <summary>An instalment was not paid by its last day.</summary>
    internal static readonly EventKind<LoanInstalmentDue> FellBehind = new(
        "credits.loan-fell-behind",
        CreditsJson.Default.LoanInstalmentDue
    );
}

/// <param name="PayBy">The last day of the instalment that is meant.</param>
internal sealed record LoanInstalmentDue(string LoanId, DateOnly PayBy);

/// <param name="Month">First day of the month.</param>
internal sealed record LoanDiscountDue(string LoanId, DateOnly Month);

/// <param name="ChargeId">Empty when nothing was owed or it was too late to ask.</param>
/// <param name="Waits">Whether an answer is waited for.</param>
internal sealed record LoanDiscountMoved(string LoanId, string ChargeId, bool Waits);
