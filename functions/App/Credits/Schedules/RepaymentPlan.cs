using Serverless.App.Credits.Rates;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Schedules;

/// <summary>The rates of one row, before any amount is known.</summary>
/// <param name="Due">Nominal due date.</param>
/// <param name="PayBy">Last day on which payment is accepted without further interest.</param>
/// <param name="Days">Days over which interest runs.</param>
/// <param name="Interest">Effective rate of the row.</param>
/// <param name="Insurance">Insurance as a share of the opening balance.</param>
internal readonly record struct PlannedPeriod(DateOnly Due, DateOnly PayBy, int Days, decimal Interest, decimal Insurance)
{
    /// <summary><see cref="Interest"/> in binary, for amounts that need no more to be rounded rightly.</summary>
    public double NearInterest { get; } = (double)Interest;

    /// <summary><see cref="Insurance"/> in binary.</summary>
    public double NearInsurance { get; } = (double)Insurance;
}

/// <summary>What the amortisation runs over: an amount, the rates of each row, and the rules by which rows are filled.</summary>
internal sealed record RepaymentPlan
{
    private const int CommercialMonth = 30;

    public required Money Principal { get; init; }

    public required DateOnly Start { get; init; }

    public required PlannedPeriod[] Periods { get; init; }

    public Modality Modality { get; init; }

    public Grace Grace { get; init; } = Grace.None;

    public Insurance Insurance { get; init; } = Insurance.None;

    public ScheduleRounding Rounding { get; init; } = ScheduleRounding.Centimo;

    public Money ChargePerInstalment { get; init; }

    /// <summary>Interest that accrued before the start and is paid with the first row; it earns no interest itself.</summary>
    public Money CarriedInterest { get; init; }

    /// <summary>The instalment to keep instead of a newly computed one; rows then end when nothing is owed.</summary>
    public Money? KeptInstalment { get; init; }

    /// <summary>The plan of a credit at an effective annual rate.</summary>
    public static RepaymentPlan Of(CreditTerms terms, WorkingCalendar calendar)
    {
        var due = new DateOnly[terms.Instalments];
        for (var i = 0; i < due.Length; i++)
        {
            due[i] = terms.Calendar.Due(terms.Disbursed, i);
        }

        return new()
        {
            Principal = terms.Amount,
            Start = terms.Disbursed,
            Periods = PeriodsOf(terms, terms.Disbursed, due, calendar),
            Modality = terms.Modality,
            Grace = terms.Grace,
            Insurance = terms.Insurance,
            Rounding = terms.Rounding,
            ChargePerInstalment = terms.ChargePerInstalment,
        };
    }

    /// <summary>A plan over given rates per period, for rates that are not effective annual ones.</summary>
    public static RepaymentPlan Of(
        Money principal,
        DateOnly start,
        DueCalendar calendar,
        IReadOnlyList<Rate> rates,
        Rate insurance = default
    )
    {
        var periods = new PlannedPeriod[rates.Count];
        var from = start;
        for (var i = 0; i < periods.Length; i++)
        {
            var due = calendar.Due(start, i);
            periods[i] = new(due, due, due.DayNumber - from.DayNumber, rates[i].Fraction, insurance.Fraction);
            from = due;
        }

        return new()
        {
            Principal = principal,
            Start = start,
            Periods = periods,
        };
    }

    /// <summary>The rates of the rows between a start and the given due dates.</summary>
    public static PlannedPeriod[] PeriodsOf(CreditTerms terms, DateOnly start, ReadOnlySpan<DateOnly> due, WorkingCalendar calendar)
    {
        var interest = DailyGrowth.At(terms.Tea);
        var allIn = terms.Insurance.Method == InsuranceMethod.InsideDailyRate ? interest.Plus(DailyInsurance(terms.Insurance)) : null;
        var periods = GC.AllocateUninitializedArray<PlannedPeriod>(due.Length);
        for (var i = 0; i < due.Length; i++)
        {
            var days = due[i].DayNumber - start.DayNumber;
            var rate = interest.RateOf(days);
            var insurance =
                allIn is not null ? allIn.RateOf(days) - rate
                : terms.Insurance.ByDays ? terms.Insurance.Monthly.Fraction / CommercialMonth * days
                : terms.Insurance.Monthly.Fraction;
            periods[i] = new(due[i], terms.Calendar.PayBy(due[i], calendar), days, rate, insurance);
            start = due[i];
        }

        return periods;
    }

    // Caja Trujillo's sheet: the year of twelve monthly premiums, spread over 365 days.
    private static Rate DailyInsurance(Insurance insurance) => RateConversion.Daily365(new Rate(12m * insurance.Monthly.Fraction));
}
