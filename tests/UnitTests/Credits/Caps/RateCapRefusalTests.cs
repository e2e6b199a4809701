using Serverless.App.Credits.Caps;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Caps;

/// <summary>What a refused rate is told, and which cap binds after the last circular.</summary>
public sealed class RateCapRefusalTests
{
    private const RateCapRegime Banks = RateCapRegime.FinancialSystem;
    private static readonly DateOnly First = new(2024, 1, 1);
    private static readonly DateOnly Last = new(2025, 12, 31);

    private static readonly RateCaps Caps = RateCapTable
        .Of([new(Banks, First, new(2024, 12, 31), 90m, "circular A", 12m), new(Banks, new(2025, 1, 1), Last, 80m, "circular B", 15m)])
        .Value;

    [Theory]
    [InlineData("2024-01-01", 90, 12, "circular A", false)]
    [InlineData("2024-12-31", 90, 12, "circular A", false)]
    [InlineData("2025-01-01", 80, 15, "circular B", false)]
    [InlineData("2025-12-31", 80, 15, "circular B", false)]
    [InlineData("2026-01-01", 80, 12, "circular B", true)]
    public void D30_cap_in_force_has_both_rates_its_source_and_says_whether_it_is_carried(
        string day,
        int compensatory,
        int moratory,
        string source,
        bool carried
    )
    {
        var cap = Caps.At(Banks, DateOnly.Parse(day, null)).Value;

        Assert.Equal(new RateCap(Rate.FromPercent(compensatory), Rate.FromPercent(moratory)), cap.Value);
        Assert.Equal((source, carried), (cap.Source, cap.Carried));
    }

    [Theory]
    [InlineData("FinancialSystem", "2023-12-31")]
    [InlineData("OutsideFinancialSystem", "2025-06-01")]
    [InlineData("OutsideFinancialSystem", "2027-06-01")]
    public void D30_day_without_any_cap_is_named_with_its_regime(string regime, string day)
    {
        var refused = Caps.Check(Enum.Parse<RateCapRegime>(regime), DateOnly.Parse(day, null), Rate.Zero).Error!;

        Assert.Equal(("credits.rate-cap-unknown", ErrorKind.Unprocessable), (refused.Code, refused.Kind));
        Assert.Equal((day, regime), (refused.Arguments["date"], refused.Arguments["regime"]));
    }

    [Fact]
    public void D30_rate_above_the_cap_is_told_first_with_the_cap_and_its_source()
    {
        var refused = Caps.Check(Banks, Last, Rate.FromPercent(80.01m), Rate.FromPercent(99m)).Error!;

        Assert.Equal(("credits.rate-above-cap", ErrorKind.Unprocessable), (refused.Code, refused.Kind));
        Assert.Equal(("80.00 %", "circular B"), (refused.Arguments["cap"], refused.Arguments["source"]));
    }

    [Fact]
    public void D30_moratory_rate_above_its_cap_is_told_that_cap_and_its_source()
    {
        Assert.True(Caps.Check(Banks, Last, Rate.FromPercent(80m), Rate.FromPercent(15m)).IsSuccess);
        var refused = Caps.Check(Banks, Last, Rate.FromPercent(80m), Rate.FromPercent(15.01m)).Error!;

        Assert.Equal(
            ("credits.moratory-above-cap", "15.00 %", "circular B"),
            (refused.Code, refused.Arguments["cap"], refused.Arguments["source"])
        );
    }

    [Fact]
    public void D30_without_a_moratory_cap_only_zero_passes_and_the_cap_told_is_zero()
    {
        var none = RateCapTable.Of([new(Banks, First, null, 90m, "circular A")]).Value;

        Assert.True(none.Check(Banks, First, Rate.Zero, Rate.Zero).IsSuccess);
        var refused = none.Check(Banks, First, Rate.Zero, Rate.FromPercent(0.01m)).Error!;
        Assert.Equal(("credits.moratory-above-cap", "0.00 %"), (refused.Code, refused.Arguments["cap"]));
    }

    [Fact]
    public void D30_moratory_cap_that_is_carried_is_the_lowest_that_was_published()
    {
        var half = RateCapTable
            .Of([new(Banks, First, new(2024, 12, 31), 70m, "circular A"), new(Banks, new(2025, 1, 1), Last, 80m, "circular B", 15m)])
            .Value;

        var cap = half.At(Banks, Last.AddDays(1)).Value;

        Assert.Equal(new RateCap(Rate.FromPercent(70m), Rate.FromPercent(15m)), cap.Value);
        Assert.Equal("circular A", cap.Source);
    }

    [Fact]
    public void D30_instalment_above_the_payroll_limit_is_told_the_limit()
    {
        var floor = PayrollFloor.Of(new(new Money(3_000m), new Money(400m), new Money(100m), new Money(250m)), new Rate(0.5m));

        Assert.Equal(new PayrollFloor(new Money(2_500m), new Money(1_250m), new Money(1_250m), new Money(250m), new Money(1_000m)), floor);
        Assert.True(floor.Accept(new Money(1_000m)).IsSuccess);
        var refused = floor.Accept(new Money(1_000.01m)).Error!;
        Assert.Equal(("credits.payroll-floor", "S/ 1,000.00"), (refused.Code, refused.Arguments["maxInstalment"]));
    }
}
