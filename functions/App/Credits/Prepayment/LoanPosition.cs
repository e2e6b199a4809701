using Serverless.App.Credits.Rates;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Prepayment;

/// <summary>How interest is counted inside a period that is not over.</summary>
internal enum Accrual
{
    /// <summary>Compounded by day at the TEA: the practice in Peru and the default.</summary>
    ByDay,

    /// <summary>The row's interest in proportion to its days.</summary>
    Proportional,

    /// <summary>The whole interest of the running row, whatever the day.</summary>
    WholePeriod,
}

/// <summary>A loan on its way: its terms, its schedule, and how many rows were paid in full and on time.</summary>
internal sealed record LoanPosition(CreditTerms Terms, Schedule Schedule, int PaidRows)
{
    public Money Balance => Schedule.BalanceAfter(PaidRows);

    public DateOnly AccruesFrom => Schedule.AccruesFrom(PaidRows);

    /// <summary>Whether nothing is owed.</summary>
    public bool IsClosed => PaidRows >= Schedule.Rows.Length || Balance == Money.Zero;

    public DateOnly[] RemainingDueDates => [.. Schedule.Rows.Skip(PaidRows).Select(row => row.Due)];

    /// <summary>Interest since the last paid row up to a date, rounded by the product's rule; after the due date it runs on by day.</summary>
    public Money InterestTo(DateOnly date, Accrual accrual = Accrual.ByDay)
    {
        var row = Schedule.Rows[PaidRows];
        var days = Math.Max(0, date.DayNumber - AccruesFrom.DayNumber);
        var interest = accrual switch
        {
            Accrual.WholePeriod => row.Interest,
            Accrual.Proportional => Balance * (row.Rate.Fraction * days / row.Days),
            _ => RateConversion.InterestForDays(Balance, Terms.Tea, days),
        };
        return interest.Round(Terms.Rounding.Rows);
    }

    /// <summary>Insurance of the running row in proportion to its days, up to the whole premium.</summary>
    public Money InsuranceTo(DateOnly date)
    {
        var row = Schedule.Rows[PaidRows];
        var days = Math.Clamp(date.DayNumber - AccruesFrom.DayNumber, 0, row.Days);
        return (row.Insurance * ((decimal)days / row.Days)).Round(Terms.Rounding.Rows);
    }
}
