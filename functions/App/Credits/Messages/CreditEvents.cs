using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Messages;

/// <summary>What other contexts may hear from this one; published contracts, ids only (decision 17).</summary>
internal static class CreditEvents
{
    /// <summary>The money of a loan left.</summary>
    internal static readonly EventKind<LoanMoved> LoanDisbursed = new("credits.loan-disbursed", CreditsJson.Default.LoanMoved);

    /// <summary>Nothing is owed on a loan any more.</summary>
    internal static readonly EventKind<LoanMoved> LoanPaidOff = new("credits.loan-paid-off", CreditsJson.Default.LoanMoved);
}

internal sealed record LoanMoved(string LoanId, string MemberId, DateTimeOffset At);
