using System.Globalization;
using Serverless.App.Credits.Yields;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Yields;

public sealed class AnnualCostTests
{
    private static readonly DateOnly Begin = new(2026, 1, 15);

    [Fact]
    public void D30_TCEA_of_a_year_of_360_days_is_what_was_paid_above_what_was_received()
    {
        Assert.Equal(0.2345m, AnnualCost.Tcea([new(10_000, 0), new(-12_345, 360)]).Value.Fraction);
        Assert.Equal(0.2345m, AnnualCost.Tcea([new(10_000, 0), new(-12_345, 360)], new Rate(3m)).Value.Fraction);
        Assert.Equal(0.06m, AnnualCost.Tcea([new(10_000, 0), new(-11_236, 720)], new Rate(-0.5m)).Value.Fraction);
    }

    [Fact]
    public void D30_TCEA_has_eight_decimals() => Assert.Equal(0.33333333m, AnnualCost.Tcea([new(3, 0), new(-4, 360)]).Value.Fraction);

    [Fact]
    public void D30_XIRR_has_twelve_decimals_over_a_year_of_365_days_from_the_earliest_flow()
    {
        DatedFlow[] flows = [new(Begin.AddDays(365), new Money(4m)), new(Begin, new Money(-3m))];

        Assert.Equal(0.333333333333m, AnnualCost.Xirr(flows).Value.Fraction);
    }

    [Fact]
    public void D30_days_become_parts_of_a_year_since_the_earliest_flow()
    {
        DatedFlow[] flows = [new(Begin.AddDays(90), new Money(2m)), new(Begin, new Money(-3m)), new(Begin.AddDays(360), new Money(4m))];

        Assert.Equal([new CashFlow(2, 0.25), new(-3, 0), new(4, 1)], AnnualCost.OnDays(flows, 360));
        Assert.Empty(AnnualCost.OnDays([], 360));
    }

    [Fact]
    public void D30_amounts_one_period_apart_have_a_rate_per_period()
    {
        Assert.Equal([new CashFlow(-100, 0), new(60, 1), new(60, 2)], AnnualCost.Periodic([-100m, 60m, 60m]));
        Assert.Equal(0.1m, AnnualCost.PerPeriod([-100m, 0m, 121m]).Value.Fraction);
        Assert.Equal(0.1m, AnnualCost.OfYears([new(-100, 0), new(121, 2)]).Value.Fraction);
    }

    // A loss of 99 % in a day compounds to everything in a year, and no decimal holds a gain of 10^15 times.
    [Fact]
    public void D30_rate_that_cannot_be_stated_is_none()
    {
        Assert.Equal(
            "credits.rate-no-root",
            AnnualCost.Xirr([new(Begin, new Money(-100m)), new(Begin.AddDays(1), new Money(1m))]).Error?.Code
        );
        Assert.Equal("credits.rate-no-root", AnnualCost.PerPeriod([-1m, 1_100_000_000_000_000m]).Error?.Code);
        Assert.Equal(
            "credits.rate-no-root",
            AnnualCost.Xirr([new(Begin, new Money(-1m)), new(Begin.AddDays(1), new Money(2m))]).Error?.Code
        );
        Assert.InRange(AnnualCost.PerPeriod([-1m, 900_000_000_000_000m]).Value.Fraction, 899_999_999_999_000m, 900_000_000_001_000m);
    }

    [Fact]
    public void D30_of_several_rates_the_one_nearest_to_zero_is_shown()
    {
        // (1 − 0.95·v)(1 − 1.2·v)
        Assert.Equal(-0.05m, AnnualCost.NearestToZero([new(1, 0), new(-2.15, 1), new(1.14, 2)]).Value.Fraction);
        Assert.Equal("credits.rate-no-root", AnnualCost.NearestToZero([new(-100, 0), new(150, 1), new(-100, 2)]).Error?.Code);
        Assert.Equal("credits.rate-no-root", AnnualCost.NearestToZero([new(1, 0)]).Error?.Code);
    }

    [Fact]
    public void D30_why_there_is_no_rate_has_its_code()
    {
        Assert.Equal("credits.rate-no-root", YieldErrors.NoRoot.Code);
        Assert.Equal("credits.rate-many-roots", YieldErrors.ManyRoots.Code);
        Assert.Equal("credits.flows-invalid", YieldErrors.Malformed.Code);
    }

    [Theory]
    [InlineData("2026-01-31", "2026-05-15", 105)]
    [InlineData("2026-01-15", "2026-03-31", 75)]
    [InlineData("2025-11-10", "2026-02-25", 105)]
    [InlineData("2024-02-29", "2026-02-28", 719)]
    [InlineData("2026-03-31", "2026-05-31", 60)]
    [InlineData("2026-05-15", "2026-05-15", 0)]
    public void D30_thirty_day_months_are_counted_by_year_month_and_day(string from, string to, int days) =>
        Assert.Equal(
            days / 360.0,
            AnnualCost.Years30E360(DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture)),
            1e-12
        );
}
