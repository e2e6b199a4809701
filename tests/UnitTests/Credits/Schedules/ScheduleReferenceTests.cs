using Serverless.App.Credits.Rates;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Schedules;

/// <summary>Every row against the same rules written down once more, in decimals alone and one row after the other.</summary>
public sealed class ScheduleReferenceTests
{
    private static readonly DueCalendar[] Calendars =
    [
        DueCalendar.Every(30),
        DueCalendar.Monthly(new(2026, 2, 28), 31),
        DueCalendar.Monthly(new(2026, 8, 10)) with
        {
            NonWorking = NonWorkingDueDate.NextWorkingDay,
        },
    ];

    private static readonly Insurance[] Insurances =
    [
        Insurance.None,
        new(InsuranceMethod.MeanPremium, Rate.Zero),
        .. from method in Enum.GetValues<InsuranceMethod>()
        from byDays in new[] { false, true }
        select new Insurance(method, new Rate(0.0021m), byDays),
    ];

    private static readonly Grace[] Graces = [Grace.None, new(GraceKind.Total, 2), new(GraceKind.Partial, 3)];

    private static readonly ScheduleRounding[] Roundings = [ScheduleRounding.Centimo, ScheduleRounding.FiveCentimos, ScheduleRounding.None];

    private static readonly IReadOnlyList<CreditTerms> Terms =
    [
        .. from calendar in Calendars
        from insurance in Insurances
        from grace in Graces
        from rounding in Roundings
        from modality in Enum.GetValues<Modality>()
        select CreditGen.Sample with
        {
            Amount = new Money(1_234.56m),
            Instalments = 14,
            Calendar = calendar,
            Insurance = insurance,
            Grace = grace,
            Rounding = rounding,
            Modality = modality,
            ChargePerInstalment = new Money(1.25m),
        },
    ];

    [Fact]
    public void D30_every_row_of_every_kind_of_credit_is_that_of_the_rules() =>
        Assert.All(Terms, terms => AgreesWithTheRules(RepaymentPlan.Of(terms, CreditGen.Calendar)));

    [Fact]
    public void D30_carried_interest_is_paid_with_the_first_row_and_earns_none() =>
        Assert.All(
            Terms.Where(terms => terms.Grace == Grace.None),
            terms => AgreesWithTheRules(RepaymentPlan.Of(terms, CreditGen.Calendar) with { CarriedInterest = new Money(7.77m) })
        );

    [Theory]
    [InlineData(60)]
    [InlineData(105.55)]
    [InlineData(400)]
    [InlineData(1_500)]
    public void D30_kept_instalment_ends_the_credit_earlier_or_leaves_the_rest_to_the_last_row(decimal kept) =>
        Assert.All(
            Terms.Where(terms => terms.Modality == Modality.LevelInstalment && terms.Insurance.Method != InsuranceMethod.MeanPremium),
            terms => AgreesWithTheRules(RepaymentPlan.Of(terms, CreditGen.Calendar) with { KeptInstalment = new Money(kept) })
        );

    [Fact]
    public void D30_row_shows_the_dates_the_days_and_the_rate_of_its_period()
    {
        var terms = CreditGen.Sample with { Instalments = 14, Calendar = Calendars[2] };
        var plan = RepaymentPlan.Of(terms, CreditGen.Calendar);

        var schedule = Amortisation.Of(plan);

        Assert.Equal((terms.Disbursed, terms.Amount), (schedule.Start, schedule.Principal));
        for (var i = 0; i < schedule.Rows.Length; i++)
        {
            var (row, due) = (schedule.Rows[i], new DateOnly(2026, 8, 10).AddMonths(i));
            var days = due.DayNumber - (i == 0 ? terms.Disbursed : due.AddMonths(-1)).DayNumber;
            Assert.Equal((i + 1, due, days), (row.Number, row.Due, row.Days));
            Assert.Equal(CreditGen.Calendar.OnOrAfter(due), row.PayBy);
            Assert.Equal(RateConversion.OfDays(terms.Tea, days).Fraction, row.Rate.Fraction, 15);
            Assert.Equal(row.Closing, schedule.BalanceAfter(i + 1));
            Assert.Equal(due, schedule.AccruesFrom(i + 1));
        }

        Assert.Equal((terms.Amount, terms.Disbursed), (schedule.BalanceAfter(0), schedule.AccruesFrom(0)));
    }

    [Fact]
    public void D30_grace_never_takes_the_row_that_repays()
    {
        var plan = RepaymentPlan.Of(CreditGen.Sample with { Instalments = 3 }, CreditGen.Calendar) with { Grace = new(GraceKind.Total, 5) };

        var rows = Amortisation.Of(plan).Rows;

        Assert.Equal([Money.Zero, Money.Zero], rows.Take(2).Select(row => row.Instalment));
        Assert.Equal((3, Money.Zero), (rows.Length, rows[2].Closing));
    }

    private static void AgreesWithTheRules(RepaymentPlan plan)
    {
        var rows = Amortisation.Of(plan).Rows;

        Assert.Equal(
            Reference(plan),
            rows.Select(row => (row.Interest.Soles, row.Insurance.Soles, row.Charge.Soles, row.Principal.Soles, row.Capitalised.Soles))
        );
    }

    private static List<(decimal Interest, decimal Insurance, decimal Charge, decimal Principal, decimal Capitalised)> Reference(
        RepaymentPlan plan
    )
    {
        var isMean = plan.Insurance.Method == InsuranceMethod.MeanPremium && plan.Insurance.Monthly != Rate.Zero;
        var premiums = isMean ? Reference(plan with { Insurance = plan.Insurance with { Method = InsuranceMethod.OpeningBalance } }) : [];
        var premiumsLeft = premiums.Sum(row => row.Insurance);
        var mean = isMean ? plan.Rounding.Rows.Apply(premiumsLeft / premiums.Count) : 0m;
        var rows = new List<(decimal, decimal, decimal, decimal, decimal)>();
        var (balance, owed, level) = (plan.Principal.Soles, 0m, (decimal?)null);
        for (var i = 0; i < plan.Periods.Length && balance > 0m; i++)
        {
            var isLast = i == plan.Periods.Length - 1;
            var carried = i == 0 ? plan.CarriedInterest.Soles : 0m;
            var interest = plan.Rounding.Rows.Apply((balance * plan.Periods[i].Interest) + carried);
            var insurance =
                !isMean ? plan.Rounding.Rows.Apply(balance * plan.Periods[i].Insurance)
                : isLast ? premiumsLeft
                : mean;
            premiumsLeft -= isMean ? insurance : 0m;
            var charge = plan.ChargePerInstalment.Soles;
            if (i < plan.Grace.Periods && !isLast)
            {
                var isAdded = plan.Grace.Kind == GraceKind.Total;
                rows.Add((interest, insurance, isAdded ? 0m : charge, 0m, isAdded ? interest + insurance : 0m));
                balance += isAdded ? interest + insurance : 0m;
                continue;
            }

            var repaid = i - plan.Grace.Periods;
            owed = repaid == 0 ? balance : owed;
            var inside = plan.Insurance.IsInsideInstalment;
            level ??= plan.KeptInstalment?.Soles ?? LevelOf(plan, i, balance);
            if (
                plan.Modality == Modality.LevelInstalment
                && plan.KeptInstalment is null
                && !isLast
                && interest + (inside ? insurance : 0m) > level
            )
            {
                rows.Add((interest, insurance, charge, 0m, 0m));
                level = null;
                continue;
            }

            var count = plan.Periods.Length - plan.Grace.Periods;
            var wanted = plan.Modality switch
            {
                Modality.LevelInstalment => level.Value + (inside ? 0m : insurance) + charge,
                Modality.EqualPrincipal => (owed / count) + interest + insurance + charge,
                Modality.GrowingPrincipal => (owed * (repaid + 1) * 2m / (count * (count + 1m))) + interest + insurance + charge,
                _ => interest + insurance + charge,
            };
            var principal = plan.Rounding.Instalment.Apply(wanted) - interest - insurance - charge;
            principal = isLast ? balance : Math.Clamp(principal, 0m, balance);
            rows.Add((interest, insurance, charge, principal, 0m));
            balance -= principal;
        }

        return rows;
    }

    private static decimal LevelOf(RepaymentPlan plan, int from, decimal balance) =>
        LevelInstalments.Of(
            balance,
            [.. plan.Periods.Skip(from).Select(period => period.Interest + (plan.Insurance.IsInsideInstalment ? period.Insurance : 0m))],
            from == 0 ? plan.CarriedInterest.Soles : 0m
        );
}
