using System.Globalization;
using CsCheck;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Kernel;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("8000", "S/ 8,000.00")]
    [InlineData("0", "S/ 0.00")]
    [InlineData("1234567.891", "S/ 1,234,567.89")]
    [InlineData("-0.005", "-S/ 0.01")]
    [InlineData("-0.004", "S/ 0.00")]
    [InlineData("999.995", "S/ 1,000.00")]
    public void ToString_shows_soles_as_written_in_Peru(string soles, string expected) =>
        Assert.Equal(expected, new Money(decimal.Parse(soles, CultureInfo.InvariantCulture)).ToString());

    [Theory]
    [InlineData("0.01", RoundingMode.HalfUp, "2.345", "2.35")]
    [InlineData("0.01", RoundingMode.HalfUp, "-2.345", "-2.35")]
    [InlineData("0.01", RoundingMode.HalfEven, "2.345", "2.34")]
    [InlineData("0.01", RoundingMode.Down, "2.349", "2.34")]
    [InlineData("0.05", RoundingMode.HalfUp, "10.024", "10.00")]
    [InlineData("0.05", RoundingMode.HalfUp, "10.025", "10.05")]
    [InlineData("0.05", RoundingMode.HalfUp, "10.075", "10.10")]
    [InlineData("0.05", RoundingMode.Down, "0.29995", "0.25")]
    [InlineData("1", RoundingMode.HalfUp, "7.5", "8")]
    [InlineData("0", RoundingMode.HalfUp, "7.123456789", "7.123456789")]
    public void Round_follows_the_policy(string step, RoundingMode mode, string amount, string expected)
    {
        var policy = new RoundingPolicy(decimal.Parse(step, CultureInfo.InvariantCulture), mode);

        var rounded = new Money(decimal.Parse(amount, CultureInfo.InvariantCulture)).Round(policy);

        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), rounded.Soles);
    }

    [Fact]
    public void Round_with_a_negative_step_is_a_bug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RoundingPolicy(-0.01m, RoundingMode.HalfUp).Apply(1m));

    [Fact]
    public void Centimos_of_any_whole_number_come_back() =>
        Gen.Long[-9_000_000_000_000_000, 9_000_000_000_000_000].Sample(centimos => Money.FromCentimos(centimos).Centimos == centimos);

    [Fact]
    public void Centimos_are_the_digits_of_an_amount_with_two_of_them() =>
        Gen
            .Int.Select(Gen.Int, Gen.Bool)
            .Sample(
                (low, middle, isNegative) =>
                {
                    var soles = new decimal(low, middle & int.MaxValue, 0, isNegative, 2);
                    Assert.Equal((long)(soles * 100m), new Money(soles).Centimos);
                }
            );

    [Theory]
    [InlineData("92233720368547758.08")]
    [InlineData("-184467440737095516.16")]
    [InlineData("792281625142643375935439503.35")]
    public void Centimos_beyond_a_long_throw(string soles) =>
        Assert.Throws<OverflowException>(() => new Money(decimal.Parse(soles, CultureInfo.InvariantCulture)).Centimos);

    [Fact]
    public void Centimos_of_an_unrounded_amount_throw() => Assert.Throws<InvalidOperationException>(() => new Money(0.005m).Centimos);

    [Theory]
    [InlineData("8000", "8000")]
    [InlineData("0.5", "0.5")]
    [InlineData("12.34", "12.34")]
    public void Parse_reads_plain_amounts(string text, string soles) =>
        Assert.Equal(decimal.Parse(soles, CultureInfo.InvariantCulture), Money.Parse(text).Value.Soles);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1,000.00")]
    [InlineData("1.234")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData(" 5")]
    [InlineData("1e3")]
    [InlineData("٣")]
    [InlineData("99999999999999999999")]
    public void Parse_refuses_anything_else(string? text) => Assert.Equal("platform.money-invalid", Money.Parse(text).Error?.Code);

    [Fact]
    public void Arithmetic_and_order_are_those_of_the_amounts()
    {
        var (three, five) = (new Money(3m), new Money(5m));

        Assert.Equal(new Money(8m), three + five);
        Assert.Equal(new Money(-2m), three - five);
        Assert.Equal(new Money(-3m), -three);
        Assert.Equal(new Money(4.5m), three * 1.5m);
        Assert.Equal(new Money(8m), Money.Sum([three, five]));
        Assert.Equal(three, Money.Min(five, three));
        Assert.Equal(five, Money.Max(three, five));
        Assert.True(three < five && five > three && three <= five && five >= three);
        Assert.False(five < three || three > five || five <= three || three >= five);
        Assert.Equal([three, five], new[] { five, three }.Order());
    }

    [Fact]
    public void Rounding_is_a_multiple_of_the_step_at_most_half_a_step_away() =>
        Gen.Select(Gen.Decimal[-100_000m, 100_000m], Gen.Int[0, 3].Select(i => new[] { 0.01m, 0.05m, 0.1m, 1m }[i]))
            .Sample(
                (amount, step) =>
                {
                    var rounded = new RoundingPolicy(step, RoundingMode.HalfUp).Apply(amount);
                    return rounded % step == 0m && Math.Abs(rounded - amount) <= step / 2m;
                }
            );

    [Theory]
    [InlineData("123456789012345.67", true)]
    [InlineData("1234567890123456.78", false)]
    public void Parse_takes_up_to_18_characters(string text, bool taken) => Assert.Equal(taken, Money.Parse(text).IsSuccess);

    [Fact]
    public void Amount_written_with_two_digits_is_its_centimos_and_back() =>
        Gen.OneOf(Gen.Long, Gen.Long[-200_000_00, 200_000_00], Gen.Const(0L))
            .Where(centimos => centimos != long.MinValue)
            .Sample(centimos =>
            {
                var money = Money.InCentimos(centimos);
                return money.IsInCentimos(out var back)
                    && (back, money.Soles, money.Soles.Scale) == (centimos, centimos / 100m, (byte)2)
                    && money.Centimos == centimos;
            });

    [Theory]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("1.000")]
    [InlineData("92233720368547758.08")]
    [InlineData("-92233720368547758.08")]
    public void Amount_written_otherwise_is_not_taken_for_centimos(string soles) =>
        Assert.False(new Money(decimal.Parse(soles, CultureInfo.InvariantCulture)).IsInCentimos(out _));

    [Fact]
    public void Lowest_amount_that_a_long_holds_has_its_centimos() =>
        Assert.Equal(long.MinValue, new Money(-92233720368547758.08m).Centimos);
}
