using System.Globalization;
using CsCheck;
using Serverless.App.Credits.Rates;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Rates;

public sealed class RateConversionTests
{
    // Thirty digits from an arbitrary-precision calculator.
    [Theory]
    [InlineData("2", "0.5", "1.4142135623730950488016887242")]
    [InlineData("1.24", "0.0833333333333333333333333333", "1.0180875824835106745313530841")]
    [InlineData("10", "-0.5", "0.3162277660168379331998893544")]
    [InlineData("0.5", "0.5", "0.7071067811865475244008443621")]
    [InlineData("1.5", "3", "3.375")]
    [InlineData("1.5", "-2", "0.4444444444444444444444444444")]
    public void Power_is_exact_to_twenty_digits(string x, string exponent, string expected)
    {
        var power = DecimalMath.Pow(Number(x), Number(exponent));

        Assert.InRange(power - Number(expected), -1e-20m, 1e-20m);
    }

    [Fact]
    public void Exponential_and_logarithm_undo_each_other() =>
        Gen.Decimal[0.001m, 1_000m].Sample(x => Math.Abs((DecimalMath.Exp(DecimalMath.Ln(x)) / x) - 1m) < 1e-24m);

    [Fact]
    public void Logarithm_of_nothing_is_a_bug() => Assert.Throws<ArgumentOutOfRangeException>(() => DecimalMath.Ln(0m));

    [Fact]
    public void Roots_multiplied_again_give_the_number_to_twenty_digits() =>
        Gen.Select(Gen.Decimal[1m, 3m], Gen.Int[2, 360])
            .Sample((x, n) => Math.Abs((DecimalMath.Pow(DecimalMath.Pow(x, 1m / n), n) / x) - 1m) < 1e-23m);

    [Fact]
    public void D30_TEA_survives_TEM_and_TED() =>
        Gen.Int[1, 120_000]
            .Sample(points =>
            {
                var tea = new Rate(points / 100_000m);
                return Near(RateConversion.Annual(RateConversion.Monthly(tea), 30), tea)
                    && Near(RateConversion.Annual(RateConversion.Daily(tea), 1), tea)
                    && Near(RateConversion.Effective(RateConversion.Nominal(tea, 12), 12), tea);
            });

    [Fact]
    public void D30_monthly_rate_is_no_twelfth_of_the_annual_one() =>
        Assert.Equal("1.8088 %", RateConversion.Monthly(Rate.FromPercent(24m)).ToPercentText(4));

    [Fact]
    public void D30_growth_of_days_is_the_power_of_the_year() =>
        Gen.Select(Gen.Int[1, 100], Gen.Int[0, 2_000])
            .Sample(
                (percent, days) =>
                    Math.Abs(
                        DailyGrowth.At(Rate.FromPercent(percent)).RateOf(days)
                            - RateConversion.OfDays(Rate.FromPercent(percent), days).Fraction
                    ) < 1e-20m
            );

    [Fact]
    public void D30_growth_with_a_daily_rate_added_is_the_power_of_both() =>
        Gen.Select(Gen.Int[1, 100], Gen.Int[0, 500], Gen.Int[0, 100])
            .Sample(
                (percent, points, days) =>
                    Math.Abs(
                        DailyGrowth.At(Rate.FromPercent(percent)).Plus(new(points / 1_000_000m)).RateOf(days)
                            - (
                                DecimalMath.Pow(1m + RateConversion.Daily(Rate.FromPercent(percent)).Fraction + (points / 1_000_000m), days)
                                - 1m
                            )
                    ) < 1e-18m
            );

    private static bool Near(Rate left, Rate right) => Math.Abs(left.Fraction - right.Fraction) < 1e-20m;

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10, 1)]
    [InlineData(30, 3)]
    public void D15_linear_share_is_in_proportion_to_the_days(int days, int percent) =>
        Assert.Equal(percent, RateConversion.LinearShare(Rate.FromPercent(3m), days, 30).Percent);
}
