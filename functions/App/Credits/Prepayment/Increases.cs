using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Prepayment;

/// <summary>A top-up (ampliación): a new credit that first closes the old one.</summary>
/// <param name="ClosesOld">What pays the old loan off.</param>
/// <param name="ToMember">What is left for the member.</param>
internal sealed record TopUp(Payoff ClosesOld, Money ToMember)
{
    /// <returns>The split, or <c>credits.top-up-too-small</c> when the new credit does not cover the old one.</returns>
    public static Result<TopUp> On(LoanPosition old, DateOnly date, Money newAmount) =>
        Payoff
            .On(old, date)
            .Then<TopUp>(payoff =>
                newAmount > payoff.Total
                    ? new TopUp(payoff, newAmount - payoff.Total)
                    : Error.Unprocessable("credits.top-up-too-small").With("payoff", payoff.Total.ToString())
            );
}

/// <summary>A second disbursement under the same contract.</summary>
internal static class SecondDisbursement
{
    /// <summary>
    /// The rows from the next due date on: what was owed and the new money, level again over the same dates. The next row carries the
    /// interest that the old balance earned before the new money came; that interest earns none.
    /// </summary>
    /// <returns>The schedule, or one of the <see cref="PrepaymentErrors"/>.</returns>
    public static Result<Schedule> Apply(LoanPosition loan, DateOnly date, Money amount, WorkingCalendar calendar)
    {
        if (amount <= Money.Zero)
        {
            return PrepaymentErrors.AmountInvalid;
        }

        if (PrepaymentErrors.Refuse(loan, date) is { } error)
        {
            return error;
        }

        if (loan.Schedule.Rows[loan.PaidRows].Due <= date)
        {
            return PrepaymentErrors.Overdue;
        }

        var plan = Plan(loan, date, amount, Accrual.ByDay);
        return Amortisation.Of(plan with { Periods = RepaymentPlan.PeriodsOf(loan.Terms, date, loan.RemainingDueDates, calendar) });
    }

    /// <summary>
    /// The plan of the rows that are left, at the rates they had; the first runs from the second disbursement in proportion to its days.
    /// </summary>
    public static RepaymentPlan Plan(LoanPosition loan, DateOnly date, Money amount, Accrual accrual)
    {
        var rows = loan.Schedule.Rows.AsSpan()[loan.PaidRows..];
        var periods = new PlannedPeriod[rows.Length];
        for (var i = 0; i < periods.Length; i++)
        {
            var days = i == 0 ? rows[0].Due.DayNumber - date.DayNumber : rows[i].Days;
            periods[i] = new(rows[i].Due, rows[i].PayBy, days, rows[i].Rate.Fraction * days / rows[i].Days, 0m);
        }

        return new()
        {
            Principal = loan.Balance + amount,
            Start = date,
            Periods = periods,
            Modality = loan.Terms.Modality,
            Insurance = loan.Terms.Insurance,
            Rounding = loan.Terms.Rounding,
            ChargePerInstalment = loan.Terms.ChargePerInstalment,
            CarriedInterest = loan.InterestTo(date, accrual),
        };
    }
}
