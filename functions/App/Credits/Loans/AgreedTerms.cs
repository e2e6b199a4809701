using Serverless.App.Credits.Arrears;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans;

/// <summary>
/// What lender and member agreed on, as it is kept: everything that a schedule and each later day of the loan follow from. A later
/// version of the product changes nothing here.
/// </summary>
internal sealed record AgreedTerms
{
    public required Money Amount { get; init; }

    /// <summary>Effective annual rate over 360 days.</summary>
    public required Rate Tea { get; init; }

    /// <summary>Effective annual moratory rate, on top of the other, from the day after an instalment's last day.</summary>
    public Rate MoratoryTea { get; init; }

    /// <summary>The day from which interest runs.</summary>
    public required DateOnly Disbursed { get; init; }

    public required int Instalments { get; init; }

    public required DateOnly FirstDue { get; init; }

    /// <summary>The agreed day; shorter months take their last one.</summary>
    public required int DayOfMonth { get; init; }

    public NonWorkingDueDate NonWorking { get; init; } = NonWorkingDueDate.AfterSundayOrHoliday;

    public Modality Modality { get; init; }

    public Grace Grace { get; init; } = Grace.None;

    public Insurance Insurance { get; init; } = Insurance.None;

    /// <summary>Smallest step of an instalment in soles: 0.01 or 0.05.</summary>
    public decimal InstalmentStep { get; init; } = 0.01m;

    public Money ChargePerInstalment { get; init; }

    public Money UpfrontCharges { get; init; }

    /// <summary>In which order a payment extinguishes what is owed.</summary>
    public required AllocationOrder Allocation { get; init; }

    /// <summary>Above so many instalments a payment counts as a prepayment (domain.md §2.3).</summary>
    public int PrepaymentAbove { get; init; } = 2;

    /// <summary>The same terms as the engine takes them.</summary>
    internal CreditTerms ToEngine() =>
        new()
        {
            Amount = Amount,
            Tea = Tea,
            Disbursed = Disbursed,
            Instalments = Instalments,
            Calendar = DueCalendar.Monthly(FirstDue, DayOfMonth) with { NonWorking = NonWorking },
            Modality = Modality,
            Grace = Grace,
            Insurance = Insurance,
            Rounding = new(new RoundingPolicy(InstalmentStep, RoundingMode.HalfUp), RoundingPolicy.Centimo),
            ChargePerInstalment = ChargePerInstalment,
            UpfrontCharges = UpfrontCharges,
        };

    /// <summary>
    /// The terms when the money left on another day than was planned: the due dates stay as they were signed, so that a later day only
    /// makes the first period shorter.
    /// </summary>
    internal AgreedTerms DisbursedOn(DateOnly day) => this with { Disbursed = day < FirstDue ? day : FirstDue.AddDays(-1) };
}
