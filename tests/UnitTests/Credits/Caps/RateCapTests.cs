using System.Text;
using Serverless.App.Credits.Caps;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Caps;

public sealed class RateCapTests
{
    private static readonly RateCaps Caps = RateCapTable.Of(RateCapTable.ShippedRows()).Value;

    [Theory]
    [InlineData("2021-05-10", 83.40)]
    [InlineData("2023-11-01", 101.86)]
    [InlineData("2025-10-31", 115.14)]
    [InlineData("2025-11-01", 113.16)]
    public void D30_cap_is_that_of_the_date_and_names_its_source(string date, decimal percent)
    {
        var row = Caps.At(RateCapRegime.FinancialSystem, DateOnly.Parse(date, null)).Value;

        Assert.Equal(percent, row.Value.Compensatory.Percent);
        Assert.Contains("31143", row.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void D30_rate_at_the_cap_passes_and_above_it_does_not()
    {
        var date = new DateOnly(2026, 4, 30);

        Assert.True(Caps.Check(RateCapRegime.FinancialSystem, date, Rate.FromPercent(113.16m)).IsSuccess);
        var above = Caps.Check(RateCapRegime.FinancialSystem, date, Rate.FromPercent(113.161m)).Error!;
        Assert.Equal(("credits.rate-above-cap", "113.16 %"), (above.Code, above.Arguments["cap"]));
    }

    [Fact]
    public void D30_date_before_the_first_cap_refuses_every_rate() =>
        Assert.Equal(
            "credits.rate-cap-unknown",
            Caps.Check(RateCapRegime.FinancialSystem, new DateOnly(2021, 5, 9), Rate.Zero).Error?.Code
        );

    [Theory]
    [InlineData("2026-05-01")]
    [InlineData("2031-01-01")]
    public void D30_after_the_last_circular_only_a_rate_that_every_cap_allowed_may_be_agreed(string date)
    {
        var day = DateOnly.Parse(date, null);

        var cap = Caps.At(RateCapRegime.FinancialSystem, day).Value;

        Assert.Equal((83.40m, true), (cap.Value.Compensatory.Percent, cap.Carried));
        Assert.True(Caps.Check(RateCapRegime.FinancialSystem, day, Rate.FromPercent(83.40m)).IsSuccess);
        Assert.Equal("credits.rate-above-cap", Caps.Check(RateCapRegime.FinancialSystem, day, Rate.FromPercent(83.41m)).Error?.Code);
    }

    [Fact]
    public void D30_moratory_rate_has_its_own_cap_and_none_is_allowed_without_it()
    {
        var date = new DateOnly(2021, 6, 1);
        var with = Read(
            """[{"regime":"FinancialSystem","from":"2021-05-10","percent":83.4,"moratoryPercent":5.7,"source":"test"}]"""
        ).Value;

        Assert.True(with.Check(RateCapRegime.FinancialSystem, date, Rate.Zero, Rate.FromPercent(5.7m)).IsSuccess);
        Assert.Equal(
            "credits.moratory-above-cap",
            with.Check(RateCapRegime.FinancialSystem, date, Rate.Zero, Rate.FromPercent(5.71m)).Error?.Code
        );
        Assert.Equal(
            "credits.moratory-above-cap",
            Caps.Check(RateCapRegime.FinancialSystem, date, Rate.Zero, Rate.FromPercent(0.01m)).Error?.Code
        );
    }

    [Fact]
    public void D30_table_with_a_gap_is_refused() =>
        Assert.Equal(
            "platform.effective-gap",
            Read(
                """
                [{"regime":"FinancialSystem","from":"2021-05-10","to":"2021-10-31","percent":83.4,"source":"a"},
                 {"regime":"FinancialSystem","from":"2021-11-02","percent":83.6,"source":"b"}]
                """
            ).Error?.Code
        );

    [Fact]
    public void D30_payroll_with_nothing_free_accepts_no_instalment()
    {
        var floor = PayrollFloor.Of(new(new Money(1_000m), new Money(800m), new Money(300m), new Money(50m)), new Rate(0.5m));

        Assert.Equal((Money.Zero, Money.Zero), (floor.NetBeforeVoluntary, floor.MaxNewInstalment));
        Assert.Equal("credits.payroll-floor", floor.Accept(new Money(0.01m)).Error?.Code);
        Assert.True(floor.Accept(Money.Zero).IsSuccess);
    }

    [Fact]
    public void D30_payroll_limit_goes_down_to_the_centimo()
    {
        var floor = PayrollFloor.Of(new(new Money(1_000.33m), Money.Zero, Money.Zero, Money.Zero), new Rate(0.5m));

        Assert.Equal(500.16m, floor.MaxNewInstalment.Soles);
    }

    private static Result<RateCaps> Read(string json) => RateCapTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}
