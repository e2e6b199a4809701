using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Prepayment;

/// <summary>Why a payment ahead of time cannot be taken.</summary>
internal static class PrepaymentErrors
{
    public static readonly Error LoanClosed = Error.Conflict("credits.loan-closed");
    public static readonly Error BeforeLastPayment = Error.Unprocessable("credits.date-before-last-payment");

    /// <summary>An instalment is overdue: arrears are settled first, with their own interest.</summary>
    public static readonly Error Overdue = Error.Conflict("credits.loan-overdue");

    /// <summary>The payment does not even cover what accrued to the day.</summary>
    public static readonly Error TooSmall = Error.Unprocessable("credits.prepayment-too-small");

    /// <summary>The payment is more than what closes the loan.</summary>
    public static readonly Error TooLarge = Error.Unprocessable("credits.prepayment-too-large");

    public static readonly Error AmountInvalid = Error.Unprocessable("credits.amount-invalid");

    public static Error? Refuse(LoanPosition loan, DateOnly date) =>
        loan.IsClosed ? LoanClosed
        : date < loan.AccruesFrom ? BeforeLastPayment
        : date > loan.Schedule.Rows[loan.PaidRows].PayBy ? Overdue
        : null;
}
