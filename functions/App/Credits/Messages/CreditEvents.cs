using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Messages;

/// <summary>What other contexts may hear from this one; published contracts, ids only (decision 17).</summary>
internal static class CreditEvents
{
    /// <summary>The money of a loan left.</summary>
    internal static readonly EventKind<LoanMoved> LoanDisbursed = new("credits.loan-disbursed", CreditsJson.Default.LoanMoved);

    /// <summary>A month's instalments of a member, for payroll to take from the payslip.</summary>
    internal static readonly EventKind<InstalmentRequested> InstalmentRequested = new(
        "credits.instalment-requested",
        CreditsJson.Default.InstalmentRequested
    );

    /// <summary>Nothing is owed on a loan any more.</summary>
    internal static readonly EventKind<LoanMoved> LoanPaidOff = new("credits.loan-paid-off", CreditsJson.Default.LoanMoved);
}

internal sealed record LoanMoved(string LoanId, string MemberId, DateTimeOffset At);

/// <summary>What payroll is asked for, once for a member and month.</summary>
/// <param name="Month">The month of the payslip as a number, <c>202612</c>; payroll's answer names it as its attempt.</param>
internal sealed record InstalmentRequested(string MemberId, string Ugel, int Month, long Centimos, DateTimeOffset At)
{
    internal static int NumberOf(DateOnly month) => (month.Year * 100) + month.Month;

    internal static DateOnly MonthOf(int number) => new(number / 100, number % 100, 1);
}
