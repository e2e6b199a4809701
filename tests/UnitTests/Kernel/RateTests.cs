using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Kernel;

public sealed class RateTests
{
    [Fact]
    public void Percent_and_fraction_are_the_same_rate()
    {
        var rate = Rate.FromPercent(24m);

        Assert.Equal(0.24m, rate.Fraction);
        Assert.Equal(24m, rate.Percent);
    }

    [Fact]
    public void Text_keeps_every_digit()
    {
        var rate = new Rate(0.0180875824835106738123456789m);

        Assert.Equal(rate, Rate.Parse(rate.ToText()).Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("24%")]
    [InlineData("0,24")]
    [InlineData("1e-2")]
    [InlineData("0.000000000000000000000000000000000001")]
    public void Parse_refuses_anything_else(string? text) => Assert.Equal("platform.rate-invalid", Rate.Parse(text).Error?.Code);

    [Fact]
    public void Percent_text_has_the_asked_decimals()
    {
        var rate = new Rate(0.01808758248m);

        Assert.Equal("1.81 %", rate.ToString());
        Assert.Equal("1.808758 %", rate.ToPercentText(6));
    }

    [Fact]
    public void Order_is_that_of_the_fractions()
    {
        var (low, high) = (new Rate(0.1m), new Rate(0.2m));

        Assert.True(low < high && high > low && low <= high && high >= low);
        Assert.False(high < low || low > high || high <= low || low >= high);
        Assert.Equal([low, high], new[] { high, low }.Order());
    }

    [Theory]
    [InlineData("0.24", 24)]
    [InlineData("-0.5", -50)]
    [InlineData("1", 100)]
    [InlineData("0.010000000000000000000000000000", 1)]
    public void Parse_reads_signs_points_and_up_to_32_characters(string text, int percent) =>
        Assert.Equal(percent, Rate.Parse(text).Value.Percent);

    [Theory]
    [InlineData("0.0100000000000000000000000000000")]
    [InlineData(" 0.24")]
    [InlineData("0.24 ")]
    [InlineData("1,000")]
    [InlineData("(1)")]
    public void Parse_refuses_longer_and_looser_texts(string text) =>
        Assert.Equal(("platform.rate-invalid", ErrorKind.Invalid), (Rate.Parse(text).Error?.Code, Rate.Parse(text).Error?.Kind));

    [Fact]
    public void Equal_rates_are_neither_lower_nor_higher()
    {
        var (one, other) = (new Rate(0.1m), new Rate(0.10m));

        Assert.True(one <= other && one >= other && one.CompareTo(other) == 0);
        Assert.False(one < other || one > other);
        Assert.True(one.CompareTo(new Rate(0.2m)) < 0 && new Rate(0.2m).CompareTo(one) > 0);
    }

    [Theory]
    [InlineData(5, "0.01 %")]
    [InlineData(4, "0.00 %")]
    [InlineData(-5, "-0.01 %")]
    public void Percent_text_rounds_the_middle_away_from_zero(int hundredThousandths, string expected) =>
        Assert.Equal(expected, new Rate(hundredThousandths / 100_000m).ToPercentText());

    [Fact]
    public void Text_is_the_plain_fraction() => Assert.Equal("0.24", new Rate(0.24m).ToText());
}
