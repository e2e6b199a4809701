using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Prepayment;

/// <summary>What closes a loan on a day: principal, interest and insurance up to that day; free of charge (Res. SBS 3274-2017).</summary>
internal sealed record Payoff(Money Principal, Money Interest, Money Insurance)
{
    public Money Total => Principal + Interest + Insurance;

    /// <returns>The amounts, <c>credits.loan-closed</c>, <c>credits.date-before-last-payment</c> or <c>credits.loan-overdue</c>.</returns>
    public static Result<Payoff> On(LoanPosition loan, DateOnly date, Accrual accrual = Accrual.ByDay) =>
        PrepaymentErrors.Refuse(loan, date) is { } error
            ? error
            : new Payoff(loan.Balance, loan.InterestTo(date, accrual), loan.InsuranceTo(date));
}
