using Serverless.App.Credits.Schedules;

namespace Serverless.App.Credits.Loans.Reading;

/// <summary>A loan in a list (row D27). Amounts in céntimos, dates of Lima.</summary>
/// <param name="Status">For programs: <c>open</c>, <c>current</c>, <c>overdue</c>, <c>paid-off</c>, <c>refinanced</c>, <c>written-off</c>.</param>
/// <param name="NextDue">When the next instalment falls due; absent when nothing does.</param>
/// <param name="PaidBy"><c>payroll</c>, or <c>own</c> when the payslip had no room for the last one.</param>
internal sealed record LoanView(
    string LoanId,
    string Product,
    string Status,
    string StatusText,
    long AmountCentimos,
    long BalanceCentimos,
    DateOnly Disbursed,
    int Instalments,
    int PaidInstalments,
    DateOnly? NextDue,
    DateOnly? NextPayBy,
    long? NextAmountCentimos,
    int DaysOverdue,
    string PaidBy
)
{
    internal static LoanView Of(Loan loan, DateOnly today)
    {
        var next = loan.NextRow;
        return new(
            loan.Id,
            loan.Product,
            LoanWords.CodeOf(loan.Status),
            LoanWords.TextOf(loan.Status),
            loan.Terms.Amount.Centimos,
            loan.Balance.Centimos,
            loan.Terms.Disbursed,
            loan.Plan.Rows.Length,
            loan.PaidRows,
            next?.Due,
            next?.PayBy,
            next is { } row ? Asked(loan, row) : null,
            loan.DaysOverdue(today),
            loan.Status == LoanStatus.Overdue ? "own" : "payroll"
        );
    }

    private static long Asked(Loan loan, ScheduleRow row)
    {
        var paid = loan.Rows[loan.PaidRows];
        return (row.Instalment - paid.Principal - paid.Interest - paid.Insurance - paid.Charge).Centimos;
    }
}
