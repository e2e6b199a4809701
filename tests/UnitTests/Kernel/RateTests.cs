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
}
