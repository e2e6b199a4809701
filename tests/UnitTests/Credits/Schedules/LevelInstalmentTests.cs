using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Schedules;

public sealed class LevelInstalmentTests
{
    private static readonly decimal[] Rates = [0.02m, 0.01m, 0.03m];

    [Fact]
    public void D30_level_instalment_is_the_amount_over_the_sum_of_discount_factors()
    {
        var discounts = new[] { 1 / 1.02m, 1 / (1.02m * 1.01m), 1 / (1.02m * 1.01m * 1.03m) };

        Assert.Equal(1_000m / discounts.Sum(), LevelInstalments.Of(1_000m, Rates), 20);
        Assert.Equal((1_000m + (5m * discounts[0])) / discounts.Sum(), LevelInstalments.Of(1_000m, Rates, 5m), 20);
        Assert.Equal(100m, LevelInstalments.Of(300m, [0m, 0m, 0m]));
    }

    [Fact]
    public void D30_binary_level_is_the_same_with_and_without_insurance()
    {
        PlannedPeriod[] periods = [.. Rates.Select(rate => new PlannedPeriod(default, default, 30, rate, 0.001m))];

        Assert.Equal((double)LevelInstalments.Of(1_000m, Rates, 5m), LevelInstalments.Near(1_000, periods, withInsurance: false, 5), 1e-9);
        Assert.Equal(
            (double)LevelInstalments.Of(1_000m, [.. Rates.Select(rate => rate + 0.001m)], 5m),
            LevelInstalments.Near(1_000, periods, withInsurance: true, 5),
            1e-9
        );
    }

    [Theory]
    [InlineData(1_000, 0, 1_000, 0, true)]
    [InlineData(1_000, 0, 1_001, 0, false)]
    [InlineData(1_000, 0, 3, -0.01, false)]
    [InlineData(9e27, 0, 3, 0, true)]
    [InlineData(1e28, 0, 3, 0, false)]
    [InlineData(1, 999, 9, 0, true)]
    [InlineData(0, 999, 11, 0, false)]
    public void D30_binary_level_is_no_number_where_a_decimal_may_not_hold_it(
        double amount,
        int rate,
        int count,
        double carried,
        bool known
    )
    {
        PlannedPeriod[] periods = [.. Enumerable.Repeat(new PlannedPeriod(default, default, 30, rate, 0m), count)];

        Assert.Equal(known, !double.IsNaN(LevelInstalments.Near(amount, periods, withInsurance: false, carried)));
    }

    [Fact]
    public void D30_payments_of_periods_accumulate_to_their_target() =>
        Assert.Equal(1_000m / ((1.01m * 1.03m) + 1.03m + 1m), LevelInstalments.ToAccumulate(1_000m, Rates), 20);

    [Fact]
    public void D30_level_of_two_hundred_rows_has_all_its_digits()
    {
        var terms = CreditGen.Sample with { Instalments = 200, Rounding = ScheduleRounding.None, Calendar = DueCalendar.Every(30) };
        var plan = RepaymentPlan.Of(terms, CreditGen.Calendar);

        var level = Amortisation.Of(plan).LevelInstalment.Soles;

        Assert.Equal(LevelInstalments.Of(terms.Amount.Soles, [.. plan.Periods.Select(period => period.Interest)]), level);
    }

    [Theory]
    [InlineData(InsuranceMethod.OpeningBalance, 0.01)]
    [InlineData(InsuranceMethod.LevelAllIn, 0.011)]
    public void D30_plan_over_given_rates_has_the_insurance_inside_or_beside_its_level(object method, decimal rate)
    {
        var start = new DateOnly(2026, 1, 15);
        var plan = RepaymentPlan.Of(
            new Money(1_000m),
            start,
            DueCalendar.Every(30),
            [.. Enumerable.Repeat(new Rate(0.01m), 6)],
            new Rate(0.001m)
        );

        var schedule = Amortisation.Of(plan with { Insurance = new((InsuranceMethod)method, new Rate(0.001m)) });

        Assert.Equal(
            new Money(LevelInstalments.Of(1_000m, [.. Enumerable.Repeat(rate, 6)])).Round(RoundingPolicy.Centimo),
            schedule.LevelInstalment
        );
        Assert.All(plan.Periods, (period, i) => Assert.Equal((start.AddDays(30 * (i + 1)), 30), (period.Due, period.Days)));
        Assert.All(plan.Periods, period => Assert.Equal((period.Due, 0.01m, 0.001m), (period.PayBy, period.Interest, period.Insurance)));
        Assert.Equal((new Money(1_000m), start), (plan.Principal, plan.Start));
    }
}
