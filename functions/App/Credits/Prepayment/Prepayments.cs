using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Prepayment;

/// <summary>What the member wants from a prepayment.</summary>
internal enum PrepaymentChoice
{
    /// <summary>Same instalment, fewer of them; what applies when the member does not choose in time (domain.md §2.3).</summary>
    ShorterTerm,

    /// <summary>Same dates, lower instalments.</summary>
    LowerInstalment,
}

/// <summary>A prepayment (pago anticipado) taken apart, and the schedule that follows it; null when it closed the loan.</summary>
internal sealed record PrepaymentOutcome(Money Interest, Money Insurance, Money Principal, Schedule? Next);

/// <summary>
/// Payments ahead of time. A prepayment pays interest and insurance to the day and takes the rest off the principal; early instalments
/// (adelanto de cuotas) only pay future rows as they are.
/// </summary>
internal static class Prepayments
{
    /// <returns>The outcome, or one of the <see cref="PrepaymentErrors"/>.</returns>
    public static Result<PrepaymentOutcome> Apply(
        LoanPosition loan,
        DateOnly date,
        Money amount,
        PrepaymentChoice choice,
        WorkingCalendar calendar
    ) => Payoff.On(loan, date).Then(payoff => Apply(loan, date, amount, choice, calendar, payoff));

    /// <summary>What pays the next rows in full, before they are due, without changing them.</summary>
    public static Result<Money> EarlyInstalments(LoanPosition loan, int rows) =>
        rows < 1 || loan.PaidRows + rows > loan.Schedule.Rows.Length
            ? PrepaymentErrors.AmountInvalid
            : Money.Sum(loan.Schedule.Rows.Skip(loan.PaidRows).Take(rows).Select(row => row.Instalment));

    /// <summary>
    /// Whether a payment counts as a prepayment when the member says nothing: above two instalments, the one due included
    /// (domain.md §2.3; the number is the product's).
    /// </summary>
    public static bool CountsAsPrepayment(LoanPosition loan, Money amount, int instalments = 2) =>
        amount > loan.Schedule.Rows[loan.PaidRows].Instalment * instalments;

    private static Result<PrepaymentOutcome> Apply(
        LoanPosition loan,
        DateOnly date,
        Money amount,
        PrepaymentChoice choice,
        WorkingCalendar calendar,
        Payoff payoff
    )
    {
        var accrued = payoff.Interest + payoff.Insurance;
        if (amount <= accrued)
        {
            return PrepaymentErrors.TooSmall;
        }

        if (amount > payoff.Total)
        {
            return PrepaymentErrors.TooLarge;
        }

        var principal = amount - accrued;
        var balance = loan.Balance - principal;
        var next = balance == Money.Zero ? null : Next(loan, date, balance, choice, calendar);
        return new PrepaymentOutcome(payoff.Interest, payoff.Insurance, principal, next);
    }

    private static Schedule Next(LoanPosition loan, DateOnly date, Money balance, PrepaymentChoice choice, WorkingCalendar calendar)
    {
        var due = loan.RemainingDueDates;
        var fromNext = due[0] > date ? due : due[1..];
        var plan = Remaining.Plan(loan.Terms, date, balance, fromNext.Length > 0 ? fromNext : [date.AddDays(1)], calendar);
        var keep = choice == PrepaymentChoice.ShorterTerm && loan.Schedule.LevelInstalment > Money.Zero;
        return Amortisation.Of(keep ? plan with { KeptInstalment = loan.Schedule.LevelInstalment } : plan);
    }
}
