using CsCheck;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Schedules;

/// <summary>Random credits, from sensible to odd.</summary>
internal static class CreditGen
{
    public static readonly WorkingCalendar Calendar = new([new("Fiestas Patrias", "Ley", new(1990, 1, 1), null) { MonthDay = "07-28" }]);

    private static readonly Gen<DueCalendar> Calendars = Gen.Select(
        Gen.Bool,
        Gen.Int[1, 31],
        Gen.Int[10, 80],
        Gen.Int[0, 2],
        (monthly, day, gap, nonWorking) =>
            (monthly ? DueCalendar.Monthly(Disbursed.AddDays(gap), day) : DueCalendar.Every(30)) with
            {
                NonWorking = (NonWorkingDueDate)nonWorking,
            }
    );

    private static readonly Gen<Insurance> Insurances = Gen.Select(
        Gen.Int[0, 3],
        Gen.Int[0, 30],
        Gen.Bool,
        (method, basisPoints, byDays) => new Insurance((InsuranceMethod)method, new Rate(basisPoints / 10_000m), byDays)
    );

    private static readonly ScheduleRounding[] Roundings =
    [
        ScheduleRounding.Centimo,
        ScheduleRounding.FiveCentimos,
        ScheduleRounding.None,
        new(RoundingPolicy.CentimoHalfEven, RoundingPolicy.CentimoHalfEven),
    ];

    public static DateOnly Disbursed { get; } = new(2026, 1, 15);

    public static Gen<CreditTerms> Terms { get; } =
        from calendar in Calendars
        from insurance in Insurances
        from amount in Gen.Int[100, 5_000_000]
        from tea in Gen.Int[0, 12_000]
        from instalments in Gen.Int[1, 72]
        from modality in Gen.Int[0, 3]
        from rounding in Gen.Int[0, 3]
        from grace in Gen.Int[0, 6]
        from graceKind in Gen.Int[1, 2]
        from charge in Gen.Int[0, 1_000]
        select new CreditTerms
        {
            Amount = Money.FromCentimos(amount),
            Tea = new Rate(tea / 10_000m),
            Disbursed = Disbursed,
            Instalments = instalments,
            Calendar = calendar,
            Modality = (Modality)modality,
            Insurance = insurance,
            Rounding = Roundings[rounding],
            Grace = grace == 0 || grace >= instalments ? Grace.None : new Grace((GraceKind)graceKind, grace),
            ChargePerInstalment = Money.FromCentimos(charge),
        };

    public static CreditTerms Sample { get; } =
        new()
        {
            Amount = new Money(8_000m),
            Tea = Rate.FromPercent(24m),
            Disbursed = Disbursed,
            Instalments = 24,
            Calendar = DueCalendar.Monthly(new(2026, 2, 28), 31),
        };

    public static CreditQuote Quote(CreditTerms terms) => CreditQuote.For(terms, Calendar).Value;
}
