using Serverless.App.Credits.Rates;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Schedules;

public sealed class ScheduleTests
{
    private static readonly CreditTerms Plain = CreditGen.Sample with { Calendar = DueCalendar.Every(30) };

    private static Schedule Of(CreditTerms terms) => CreditGen.Quote(terms).Schedule;

    // A Peruvian course's published cases: partial grace of 3 in 12 at 1 % a month, total grace of 2 in 6 at a TEA of 10 %.
    [Fact]
    public void D30_partial_grace_pays_interest_only_and_then_a_level_instalment()
    {
        var plan = RepaymentPlan.Of(
            new Money(45_000m),
            CreditGen.Disbursed,
            DueCalendar.Every(30),
            [.. Enumerable.Repeat(new Rate(0.01m), 12)]
        ) with
        {
            Grace = new(GraceKind.Partial, 3),
            Rounding = ScheduleRounding.None,
        };

        var schedule = Amortisation.Of(plan);

        Assert.All(schedule.Rows.Take(3), row => Assert.Equal((450m, 0m), (row.Instalment.Soles, row.Principal.Soles)));
        Assert.Equal(5253.316328235639m, schedule.Rows[3].Instalment.Soles, 9);
        Assert.Equal(52.01303295282907m, schedule.Rows[11].Interest.Soles, 9);
    }

    [Fact]
    public void D30_total_grace_adds_interest_to_the_debt()
    {
        var schedule = Of(
            Plain with
            {
                Amount = new Money(25_000m),
                Tea = Rate.FromPercent(10m),
                Instalments = 6,
                Grace = new(GraceKind.Total, 2),
                Rounding = ScheduleRounding.None,
            }
        );

        Assert.Equal(Money.Zero, schedule.Rows[1].Instalment);
        Assert.Equal(25_400.29670924513m, schedule.AmountFinanced.Soles, 3);
        Assert.Equal(6_477.167849710664m, schedule.LevelInstalment.Soles, 3);
        Assert.Equal(908.67139884266m, schedule.TotalInterest.Soles, 3);
    }

    [Fact]
    public void D30_day_31_falls_on_the_last_day_of_shorter_months_and_comes_back()
    {
        var due = Of(CreditGen.Sample).Rows.Select(row => row.Due).Take(4);

        Assert.Equal([new(2026, 2, 28), new(2026, 3, 31), new(2026, 4, 30), new(2026, 5, 31)], due);
    }

    [Theory]
    [InlineData(NonWorkingDueDate.Unmoved, "2026-05-31")]
    [InlineData(NonWorkingDueDate.AfterSundayOrHoliday, "2026-06-01")]
    [InlineData(NonWorkingDueDate.NextWorkingDay, "2026-06-01")]
    public void D30_Sunday_moves_the_payment_and_not_the_interest(object rule, string payBy)
    {
        var calendar = CreditGen.Sample.Calendar with { NonWorking = (NonWorkingDueDate)rule };

        var row = Of(CreditGen.Sample with { Calendar = calendar }).Rows[3];

        Assert.Equal(new DateOnly(2026, 5, 31), row.Due);
        Assert.Equal(DateOnly.Parse(payBy, null), row.PayBy);
        Assert.Equal(31, row.Days);
    }

    [Fact]
    public void D30_Saturday_moves_only_under_the_rule_of_working_days()
    {
        var saturday = new DateOnly(2026, 2, 28);
        var calendar = DueCalendar.Monthly(saturday);

        Assert.Equal(saturday, calendar.PayBy(saturday, CreditGen.Calendar));
        Assert.Equal(
            new DateOnly(2026, 3, 2),
            (calendar with { NonWorking = NonWorkingDueDate.NextWorkingDay }).PayBy(saturday, CreditGen.Calendar)
        );
    }

    [Fact]
    public void D30_odd_first_period_accrues_the_interest_of_its_days()
    {
        var terms = CreditGen.Sample with { Calendar = DueCalendar.Monthly(new(2026, 3, 10)) };

        var first = Of(terms).Rows[0];

        Assert.Equal(54, first.Days);
        Assert.Equal(RateConversion.InterestForDays(terms.Amount, terms.Tea, 54).Round(RoundingPolicy.Centimo), first.Interest);
    }

    [Fact]
    public void D30_first_period_dearer_than_the_instalment_is_interest_only()
    {
        var terms = CreditGen.Sample with { Instalments = 60, Calendar = DueCalendar.Monthly(new(2026, 5, 15)) };

        var rows = Of(terms).Rows;

        Assert.Equal(Money.Zero, rows[0].Principal);
        Assert.True(rows[0].Instalment > rows[1].Instalment);
        Assert.Equal(rows[1].Instalment, rows[2].Instalment);
    }

    /// <summary>The premium inside the instalment counts: interest alone would leave something for the debt.</summary>
    [Fact]
    public void D30_first_period_whose_interest_and_premium_exceed_the_all_in_instalment_repays_nothing()
    {
        var terms = CreditGen.Sample with
        {
            Instalments = 60,
            Calendar = DueCalendar.Monthly(new(2026, 3, 1)),
            Insurance = new(InsuranceMethod.LevelAllIn, new Rate(0.005m), ByDays: true),
        };

        var rows = Of(terms).Rows;

        Assert.Equal(Money.Zero, rows[0].Principal);
        Assert.True(rows[0].Interest < rows[1].Instalment);
        Assert.True(rows[0].Interest + rows[0].Insurance > rows[1].Instalment);
        Assert.InRange((rows[^1].Instalment - rows[1].Instalment).Soles, -1m, 1m);
    }

    [Fact]
    public void D30_insurance_on_the_opening_balance_falls_and_levelled_insurance_does_not()
    {
        var rate = new Rate(0.001m);
        var falling = Of(Plain with { Insurance = new(InsuranceMethod.OpeningBalance, rate) });
        var mean = Of(Plain with { Insurance = new(InsuranceMethod.MeanPremium, rate) });
        var inside = Of(Plain with { Insurance = new(InsuranceMethod.InsideDailyRate, rate) });
        var level = Of(Plain with { Insurance = new(InsuranceMethod.LevelAllIn, rate) });

        Assert.Equal(8m, falling.Rows[0].Insurance.Soles);
        Assert.True(falling.Rows[0].Instalment > falling.Rows[22].Instalment);
        Assert.Equal(falling.TotalInsurance, mean.TotalInsurance);
        Assert.All(
            new[] { mean, inside, level },
            schedule => Assert.Single(schedule.Rows.SkipLast(1).Select(row => row.Instalment).Distinct())
        );
        Assert.Equal(8m, level.Rows[0].Insurance.Soles);

        // (1 + 12 × 0.1 %)^(1/365) per day over thirty days on 8,000, on top of interest that grows the same way.
        Assert.InRange(inside.Rows[0].Insurance.Soles, 7.9m, 8.1m);
    }

    [Fact]
    public void D30_insurance_by_days_follows_the_calendar()
    {
        var rows = Of(CreditGen.Sample with { Insurance = new(InsuranceMethod.OpeningBalance, new Rate(0.003m), ByDays: true) }).Rows;

        Assert.Equal((44, 8_000m * 0.0001m * 44), (rows[0].Days, rows[0].Insurance.Soles));
    }

    [Theory]
    [InlineData(Modality.EqualPrincipal, 578.80)]
    [InlineData(Modality.GrowingPrincipal, 723.50)]
    [InlineData(Modality.Bullet, 1_012.90)]
    public void D30_modalities_differ_in_total_interest(object modality, decimal interest)
    {
        var schedule = Of(Plain with { Instalments = 7, Modality = (Modality)modality });

        Assert.InRange(schedule.TotalInterest.Soles, interest - 0.03m, interest + 0.03m);
    }

    [Fact]
    public void D30_zero_rate_divides_the_amount()
    {
        var quote = CreditGen.Quote(Plain with { Tea = Rate.Zero, Instalments = 3, Amount = new Money(100m) });

        Assert.Equal([33.33m, 33.33m, 33.34m], quote.Schedule.Rows.Select(row => row.Instalment.Soles));
        Assert.Equal(Rate.Zero, quote.Tcea);
    }

    public static TheoryData<string, string> Refused =>
        new()
        {
            { "amount", "credits.amount-invalid" },
            { "rate", "credits.rate-invalid" },
            { "insurance", "credits.rate-invalid" },
            { "term", "credits.term-invalid" },
            { "grace", "credits.grace-invalid" },
            { "grace-none", "credits.grace-invalid" },
            { "first-due", "credits.first-due-invalid" },
            { "charges", "credits.charges-invalid" },
            { "charge", "credits.charges-invalid" },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void D30_terms_that_make_no_credit_are_refused(string what, string code)
    {
        var terms = what switch
        {
            "amount" => Plain with { Amount = Money.Zero },
            "rate" => Plain with { Tea = new Rate(-0.01m) },
            "insurance" => Plain with { Insurance = new(InsuranceMethod.OpeningBalance, new Rate(-0.01m)) },
            "term" => Plain with { Instalments = 601 },
            "grace" => Plain with { Grace = new(GraceKind.Total, 24) },
            "grace-none" => Plain with { Grace = new(GraceKind.None, 2) },
            "first-due" => Plain with { Calendar = DueCalendar.Monthly(Plain.Disbursed) },
            "charges" => Plain with { UpfrontCharges = Plain.Amount },
            _ => Plain with { ChargePerInstalment = new Money(-1m) },
        };

        Assert.Equal(code, CreditQuote.For(terms, CreditGen.Calendar).Error?.Code);
    }

    [Fact]
    public void D30_figures_past_what_money_can_hold_are_refused_and_not_thrown()
    {
        var terms = Plain with { Amount = new Money(1_000_000_000m), Tea = new Rate(10m), Instalments = 600 };

        Assert.Equal("credits.out-of-range", CreditQuote.For(terms, CreditGen.Calendar).Error?.Code);
    }
}
