using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans;

/// <summary>What asking payroll, and its answer, do to a loan besides the money itself. Pure.</summary>
internal static class LoanDiscounts
{
    /// <summary>The month that payroll is asked about next: that of the next due date, and never one it was asked about before.</summary>
    internal static DateOnly NextMonth(Loan loan, DateOnly nextDue)
    {
        var month = new DateOnly(nextDue.Year, nextDue.Month, 1);
        return loan.LastAsked is { } asked && month <= asked ? asked.AddMonths(1) : month;
    }

    /// <param name="hold">What is waited for; null when the loan has no part in the month's charge.</param>
    /// <returns>The loan, or <c>credits.nothing-to-do</c> when the month was asked about before.</returns>
    internal static Result<Loan> Asked(Loan loan, DateOnly month, PayrollHold? hold) =>
        month <= loan.LastAsked
            ? CreditsErrors.NothingToDo
            : loan with
            {
                LastAsked = month,
                AtPayroll = loan.IsOpen && hold is not null ? hold : loan.AtPayroll,
            };

    /// <summary>Nothing is under way any more; a loan that was closed in the meantime is clear.</summary>
    internal static Result<Loan> Answered(Loan loan, string chargeId) =>
        loan.AtPayroll?.ChargeId != chargeId ? CreditsErrors.NothingToDo : loan with { AtPayroll = null, Status = Cleared(loan.Status) };

    /// <summary>Closed, and nothing under way: a certificate of owing nothing may name it (domain.md §5.1).</summary>
    internal static Result<Loan> Clear(Loan loan) =>
        loan.AtPayroll is not null || Cleared(loan.Status) == loan.Status
            ? CreditsErrors.NothingToDo
            : loan with
            {
                Status = Cleared(loan.Status),
            };

    private static LoanStatus Cleared(LoanStatus status) =>
        LoanMoves.Next(status, LoanStep.Clear) is { IsSuccess: true } cleared ? cleared.Value : status;
}
