using CsCheck;
using Serverless.App.Credits.Yields;

namespace Serverless.UnitTests.Credits.Yields;

/// <summary>The value of flows and its slope, against the sum that a textbook writes.</summary>
public sealed class FlowSeriesTests
{
    private static readonly Gen<CashFlow[]> Compounded = Gen.Select(Gen.Double[-1_000, 1_000], Gen.Int[0, 40])
        .Select((amount, time) => new CashFlow(amount, time))
        .Array[1, 100];

    private static readonly Gen<CashFlow[]> PartlyLinear = Gen.Select(Gen.Double[-1_000, 1_000], Gen.Int[0, 40], Gen.Int[0, 4])
        .Select((amount, time, quarters) => new CashFlow(amount, time, quarters / 4.0))
        .Array[1, 100];

    [Fact]
    public void D30_value_and_slope_are_those_of_the_sum() => AgreesWithTheSum(Compounded);

    [Fact]
    public void D30_value_and_slope_are_those_of_the_sum_with_odd_days() => AgreesWithTheSum(PartlyLinear);

    [Fact]
    public void D30_a_hundred_gaps_of_different_length_are_valued_as_well()
    {
        CashFlow[] flows = [.. Enumerable.Range(0, 100).Select(i => new CashFlow(i % 3 == 0 ? -7 : 5, i * (i + 1) / 200.0))];

        Assert.Equal(ValueOf(flows, 0.2, 3), new FlowSeries(flows).ValueAt(0.2, 3).Value, 1e-9);
    }

    [Fact]
    public void D30_flows_of_one_time_are_one_and_those_of_nothing_are_none()
    {
        var series = new FlowSeries([new(60, 2), new(-100, 0), new(30, 1), new(0, 5), new(-25, 1), new(4, 1, 0.5), new(7, 3), new(-7, 3)]);

        Assert.Equal((4, 169.0, 2.0), (series.Count, series.Scale, series.LastTime));
        Assert.Equal((1, 0.0), (series.SignChanges, series.TimeOfFirstSign));
    }

    [Fact]
    public void D30_flows_that_cancel_out_are_worth_nothing_at_any_rate() =>
        Assert.Equal((0, 0), new FlowSeries([new(5, 3), new(-5, 3)]).ValueAt(0.2, 7));

    [Fact]
    public void D30_later_flow_of_nothing_in_order_is_none() =>
        Assert.Equal(1.0, new FlowSeries([new(-1, 0), new(2, 1), new(0, 2)]).LastTime);

    [Fact]
    public void D30_second_flow_of_one_time_in_order_is_added_to_the_first() =>
        Assert.Equal(
            (2, 0),
            (new FlowSeries([new(-3, 0), new(4, 1), new(-5, 1)]).Count, new FlowSeries([new(-3, 0), new(4, 1), new(-5, 1)]).SignChanges)
        );

    // Odd days put a flow behind one of a later period: 1 and three quarters is after 1.5.
    [Fact]
    public void D30_odd_days_count_in_the_order_of_flows()
    {
        var series = new FlowSeries([new(1, 0), new(-2, 1, 0.75), new(3, 1.5)]);

        Assert.Equal((1, 1.5, 1.0), (series.SignChanges, series.TimeOfFirstSign, series.LastTime));
    }

    [Theory]
    [InlineData("+", 0, 0)]
    [InlineData("++", 0, 1)]
    [InlineData("+-", 1, 0)]
    [InlineData("--+", 1, 1)]
    [InlineData("++-+", 2, 1)]
    [InlineData("-+-+", 3, 0)]
    public void D30_changes_of_sign_are_counted_in_the_order_of_time(string signs, int changes, double first)
    {
        var series = new FlowSeries([.. signs.Select((sign, i) => new CashFlow(sign == '+' ? i + 1 : -i - 1, i))]);

        Assert.Equal((changes, first, signs.Length - 1.0), (series.SignChanges, series.TimeOfFirstSign, series.LastTime));
    }

    private static void AgreesWithTheSum(Gen<CashFlow[]> some) =>
        Gen.Select(some, Gen.Double[-0.3, 0.3], Gen.Double[0, 40])
            .Sample(
                (flows, u, time) =>
                {
                    var (value, slope) = new FlowSeries(flows).ValueAt(u, time);
                    var size = flows.Sum(flow => ValueOf([flow with { Amount = Math.Abs(flow.Amount) }], u, time));
                    const double Step = 1e-5;
                    var rise = (ValueOf(flows, u + Step, time) - ValueOf(flows, u - Step, time)) / (2 * Step);

                    return Math.Abs(value - ValueOf(flows, u, time)) <= 1e-9 * size && Math.Abs(slope - rise) <= 1e-4 * size;
                }
            );

    private static double ValueOf(CashFlow[] flows, double u, double time) =>
        flows.Sum(flow => flow.Amount * Math.Exp(u * (time - flow.Time)) / (1 + (flow.LinearFraction * (Math.Exp(u) - 1))));
}
