using CsCheck;
using Serverless.App.Credits.Yields;

namespace Serverless.UnitTests.Credits.Yields;

public sealed class YieldSolverTests
{
    [Fact]
    public void D30_planted_root_is_found() =>
        Gen.Select(Gen.Double[-0.9, 20], Gen.Double[0.1, 1_000].Array[1, 80])
            .Sample(
                (rate, payments) =>
                {
                    var received = payments.Select((payment, i) => payment / Math.Pow(1 + rate, (i + 1) / 12.0)).Sum();
                    CashFlow[] flows = [new(received, 0), .. payments.Select((payment, i) => new CashFlow(-payment, (i + 1) / 12.0))];

                    var found = YieldSolver.Solve(flows);

                    return found.IsSuccess && Math.Abs(found.Value - rate) < 1e-8 * (1 + rate);
                }
            );

    [Fact]
    public void D30_planted_root_is_found_whatever_the_guess() =>
        Gen.Select(Gen.Double[0.0001, 5], Gen.Double[-0.99, 1_000])
            .Sample(
                (rate, guess) =>
                    Math.Abs(YieldSolver.Solve([new(-100, 0), new(100 * (1 + rate), 1)], guess).Value - rate) < 1e-9 * (1 + rate)
            );

    [Fact]
    public void D30_anything_at_all_ends_with_an_answer() =>
        Gen.Select(Gen.Double, Gen.Double, Gen.Double[0, 2])
            .Select((amount, time, fraction) => new CashFlow(amount, time, fraction))
            .Array[0, 12]
            .Sample(flows =>
                YieldSolver.Solve(flows) is { IsSuccess: true, Value: > -1 and < double.PositiveInfinity } or { IsSuccess: false }
            );

    [Fact]
    public void D30_flows_of_one_sign_have_no_rate()
    {
        Assert.Equal(YieldErrors.NoRoot, YieldSolver.Solve([new(1, 0), new(2, 1), new(3, 2)]).Error);
        Assert.Equal(YieldErrors.NoRoot, YieldSolver.Solve([]).Error);
        Assert.Equal(YieldErrors.NoRoot, YieldSolver.Solve([new(5, 0), new(-5, 0)]).Error);
    }

    [Fact]
    public void D30_flows_with_two_rates_are_refused_and_both_can_be_seen()
    {
        // −100 + 230·v − 132·v²: rates of 10 % and 20 %.
        CashFlow[] flows = [new(-100, 0), new(230, 1), new(-132, 2)];

        Assert.Equal(YieldErrors.ManyRoots, YieldSolver.Solve(flows).Error);
        Assert.Equal([0.1, 0.2], YieldSolver.Roots(flows).Select(root => Math.Round(root, 9)));
        Assert.Equal(0.1m, AnnualCost.NearestToZero(flows).Value.Fraction);
    }

    [Fact]
    public void D30_flows_that_cross_and_never_meet_zero_have_no_rate() =>
        Assert.Equal(YieldErrors.NoRoot, YieldSolver.Solve([new(-100, 0), new(150, 1), new(-100, 2)]).Error);

    [Fact]
    public void D30_two_rates_closer_than_the_grid_are_both_seen()
    {
        // (1 − 1.1·v)(1 − 1.1002·v)
        CashFlow[] flows = [new(1, 0), new(-2.2002, 1), new(1.21022, 2)];

        Assert.Equal(YieldErrors.ManyRoots, YieldSolver.Solve(flows).Error);
    }

    [Fact]
    public void D30_every_rate_is_seen_once_and_the_lowest_first()
    {
        // (1 − 1.1·v)(1 − 1.1002·v)(1 − 3·v), then (1 − 1.1·v)² (1 − 3·v)
        Same([0.1, 0.1002, 2], YieldSolver.Roots([new(1, 0), new(-5.2002, 1), new(7.81082, 2), new(-3.63066, 3)]), 1e-6);
        Same([0.1, 2], YieldSolver.Roots([new(1, 0), new(-5.2, 1), new(7.81, 2), new(-3.63, 3)]), 1e-6);
    }

    [Theory]
    [InlineData(0.9, 1.5)]
    [InlineData(1.0, 1.5)]
    [InlineData(0.01, 0.02)]
    [InlineData(2, 1_000)]
    [InlineData(1.0, 1.001)]
    public void D30_both_planted_rates_are_seen(double one, double two) =>
        Same([one - 1, two - 1], YieldSolver.Roots([new(-1, 0), new(one + two, 1), new(-one * two, 2)]), 1e-9 * two);

    [Fact]
    public void D30_planted_rates_from_nearly_nothing_to_a_million_times_are_all_seen_lowest_first() =>
        Gen.Select(Gen.Double[-6, 0], Gen.Double[0.4, 7], Gen.Double[0.4, 7])
            .Sample(
                (lowest, gap, another) =>
                {
                    double[] planted = [lowest, lowest + gap, lowest + gap + another];

                    var seen = YieldSolver.Roots(FlowsOf(planted));

                    return seen.Count == 3 && seen.Zip(planted).All(pair => Math.Abs(Math.Log(1 + pair.First) - pair.Second) < 1e-7);
                }
            );

    // The grid has a point at u = 3, where the value is rounding alone and its sign that of the wrong side.
    [Fact]
    public void D30_rate_on_a_point_of_the_grid_is_found_there() =>
        Same([0, Math.Exp(2) - 1, Math.Exp(3) - 1], YieldSolver.Roots(FlowsOf([0, 2, 3])), 1e-9);

    [Fact]
    public void D30_rate_that_flows_only_touch_is_the_only_one()
    {
        // −(1 − 1.1·v)², and the same with a little more received than it takes
        Assert.Equal(0.1, YieldSolver.Solve([new(-1, 0), new(2.2, 1), new(-1.21, 2)]).Value, 1e-6);
        Assert.Equal(YieldErrors.NoRoot, YieldSolver.Solve([new(-1, 0), new(2.2, 1), new(-1.2100001, 2)]).Error);
        Assert.Equal(YieldErrors.ManyRoots, YieldSolver.Solve([new(-1, 0), new(2.2, 1), new(-1.2099999, 2)]).Error);
    }

    [Theory]
    [InlineData(1e-5, 1)]
    [InlineData(1e17, 1)]
    [InlineData(1e-7, null)]
    [InlineData(1e19, null)]
    public void D30_rate_outside_every_plausible_one_is_none(double back, int? found)
    {
        var solved = YieldSolver.Solve([new(-1, 0), new(back, 1)]);

        Assert.Equal(found is not null, solved.IsSuccess);
        Assert.True(found is null || Math.Abs(solved.Value - (back - 1)) <= 1e-9 * (1 + back));
    }

    [Fact]
    public void D30_time_of_flows_has_an_end_and_parts_of_a_period_may_be_whole()
    {
        Assert.Equal(YieldErrors.Malformed, YieldSolver.Solve([new(-1, 0), new(2, 1_000_000)]).Error);
        Assert.Equal(Math.Log(2) / 999_999, YieldSolver.Solve([new(-1, 0), new(2, 999_999)]).Value, 1e-10);
        Assert.Equal(1, YieldSolver.Solve([new(-1, 0), new(2, 0, 1)]).Value, 1e-9);
    }

    [Fact]
    public void D30_flows_without_a_change_of_sign_show_no_rate()
    {
        Assert.Empty(YieldSolver.Roots([]));
        Assert.Empty(YieldSolver.Roots([new(1, 0)]));
        Assert.Empty(YieldSolver.Roots([new(1, 0), new(2, 1)]));
        Assert.Equal(0.5, Assert.Single(YieldSolver.Roots([new(-2, 0), new(3, 1)])), 1e-9);
    }

    [Fact]
    public void D30_three_sign_changes_with_one_rate_give_it() =>
        Assert.Equal(0.0886, YieldSolver.Roots([new(-5, 0), new(10.5, 1), new(1, 2), new(-8, 3), new(1, 4)]).MinBy(Math.Abs), 0.00005);

    [Theory]
    [InlineData(double.NaN, 0, 0)]
    [InlineData(double.PositiveInfinity, 0, 0)]
    [InlineData(1, -1, 0)]
    [InlineData(1, double.NaN, 0)]
    [InlineData(1, 1e9, 0)]
    [InlineData(1, 1, -0.1)]
    [InlineData(1, 1, 1.1)]
    public void D30_flows_that_are_not_numbers_are_refused(double amount, double time, double fraction)
    {
        CashFlow[] flows = [new(-1, 0), new(amount, time, fraction)];

        Assert.Equal(YieldErrors.Malformed, YieldSolver.Solve(flows).Error);
        Assert.Empty(YieldSolver.Roots(flows));
    }

    [Fact]
    public void D30_order_of_the_flows_does_not_matter()
    {
        CashFlow[] flows = [new(-100, 0), new(30, 1), new(30, 1), new(60, 2)];

        Assert.Equal(YieldSolver.Solve(flows).Value, YieldSolver.Solve([.. flows.Reverse()]).Value, 1e-12);
    }

    // Regulation Z, appendix J (c)(1)(iii): odd first period of 1 month and 22 days is 1 22/30 unit periods.
    [Fact]
    public void D30_odd_days_are_discounted_linearly()
    {
        var unit = 0.01;
        var fraction = 22 / 30.0;
        var advance = Enumerable.Range(1, 24).Sum(t => 250 / ((1 + (fraction * unit)) * Math.Pow(1 + unit, t)));
        CashFlow[] flows = [new(advance, 0), .. Enumerable.Range(1, 24).Select(t => new CashFlow(-250, t, fraction))];

        Assert.Equal(0.12m, AnnualCost.Actuarial(flows, 12m).Value.Fraction, 9);
    }

    [Fact]
    public void D30_thirty_day_months_make_equal_years() =>
        Assert.Equal(0.25 + (15 / 360.0), AnnualCost.Years30E360(new(2026, 1, 31), new(2026, 5, 15)), 1e-12);

    /// <summary>The product of 1 − e^u·v over the logarithms of all rates, multiplied out by powers of v.</summary>
    private static CashFlow[] FlowsOf(double[] logarithms)
    {
        double[] amounts = [1];
        foreach (var u in logarithms)
        {
            amounts = [.. amounts.Append(0).Zip(amounts.Prepend(0), (same, before) => same - (before * Math.Exp(u)))];
        }

        return [.. amounts.Select((amount, time) => new CashFlow(amount, time))];
    }

    private static void Same(double[] expected, IReadOnlyList<double> found, double within)
    {
        Assert.Equal(expected.Length, found.Count);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, within));
    }
}
