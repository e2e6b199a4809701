using CsCheck;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Kernel;

public sealed class RoundingNearTests
{
    private static readonly RoundingPolicy[] Policies =
    [
        RoundingPolicy.Centimo,
        RoundingPolicy.CentimoHalfEven,
        RoundingPolicy.FiveCentimos,
        RoundingPolicy.DownToFiveCentimos,
        new(1m, RoundingMode.HalfUp),
        new(0.01m, RoundingMode.Down),
    ];

    /// <summary>Amounts beside, on and away from where two rounded amounts meet, and binary figures up to 2^-36 off.</summary>
    private static readonly Gen<(RoundingPolicy Policy, decimal Soles, double Off)> Amounts =
        from policy in Gen.Int[0, Policies.Length - 1]
        from halves in Gen.Long[0, 4_000_000_000]
        from digits in Gen.Int[1, 26]
        from far in Gen.Int[-9, 9]
        from off in Gen.Double[-1, 1]
        let beside = (decimal)far / (decimal)Math.Pow(10, digits)
        select (Policies[policy], Math.Max(0m, (halves * 0.0025m) + beside), off);

    [Fact]
    public void Near_figure_gives_what_the_amount_gives_or_nothing() =>
        Amounts.Sample(
            given =>
            {
                var near = (double)given.Soles * (1 + (given.Off / (1L << 36)));

                return !given.Policy.TryApplyNear(near, out var rounded) || rounded == given.Policy.Apply(given.Soles);
            },
            iter: 20_000
        );

    [Fact]
    public void Near_figure_away_from_the_middle_gives_an_amount()
    {
        Assert.True(RoundingPolicy.Centimo.TryApplyNear(612.3349, out var centimo));
        Assert.True(RoundingPolicy.FiveCentimos.TryApplyNear(612.3349, out var five));

        Assert.Equal((612.33m, 612.35m), (centimo, five));
    }

    [Theory]
    [InlineData(0.125)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e30)]
    public void What_a_near_figure_cannot_tell_it_does_not_tell(double near)
    {
        Assert.False(RoundingPolicy.Centimo.TryApplyNear(near, out _));
        Assert.False(RoundingPolicy.None.TryApplyNear(Math.Abs(near), out _));
    }
}
