using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Yields;

/// <summary>
/// Finds the rate per period that makes dated flows worth nothing together: one solver for TCEA, XIRR, IRR, the EU annual rate and the
/// US actuarial rate. Newton steps inside a bracket that shrinks at each of at most <see cref="MaxSteps"/> steps, so it always ends.
/// </summary>
/// <remarks>
/// It works on u = ln(1 + i). When the flows change sign once, their value at the time of the change falls from +∞ to −∞ over u (or
/// rises): exactly one root. With more changes all roots are searched on a grid.
/// </remarks>
internal static class YieldSolver
{
    /// <summary>Steps that a search of one root may take.</summary>
    public const int MaxSteps = 200;

    // Rates from −99.9999 % to 10^17 times per period, less for long series so that e^(u·t) stays a number.
    private const double LowestU = -13.8;
    private const double HighestU = 41.4;
    private const double LargestExponent = 600;

    // Odd: a rate of zero lies between two points of the grid, where it is told apart from one beside it.
    private const int GridSteps = 2_001;
    private const double Precision = 1e-15;

    /// <summary>The only rate per period.</summary>
    /// <param name="flows">Signed amounts with their times in periods, in any order.</param>
    /// <param name="guess">Where to begin; any rate above −1 will do.</param>
    /// <returns>The rate, <c>credits.rate-no-root</c>, <c>credits.rate-many-roots</c> or <c>credits.flows-invalid</c>.</returns>
    public static Result<double> Solve(ReadOnlySpan<CashFlow> flows, double guess = 0.1)
    {
        if (!IsWellFormed(flows))
        {
            return YieldErrors.Malformed;
        }

        var series = new FlowSeries(flows);
        var changes = series.SignChanges;
        if (changes == 0)
        {
            return YieldErrors.NoRoot;
        }

        if (changes == 1)
        {
            var time = series.TimeOfFirstSign;
            var (low, high) = Range(series);
            var lowSign = Math.Sign(series.ValueAt(low, time).Value);
            return lowSign * Math.Sign(series.ValueAt(high, time).Value) > 0
                ? YieldErrors.NoRoot
                : Rate(Refine(series, time, (low, high), lowSign, Math.Log(1 + guess)));
        }

        var roots = Scan(series);
        return roots.Count switch
        {
            0 => YieldErrors.NoRoot,
            1 => Rate(roots[0]),
            _ => YieldErrors.ManyRoots,
        };
    }

    /// <summary>Every rate that the search finds, lowest first; for flows that change sign more than once.</summary>
    public static IReadOnlyList<double> Roots(ReadOnlySpan<CashFlow> flows)
    {
        if (!IsWellFormed(flows))
        {
            return [];
        }

        var series = new FlowSeries(flows);
        return series.SignChanges == 0 ? [] : [.. Scan(series).Select(Rate)];
    }

    private static (double Low, double High) Range(FlowSeries series) =>
        (Math.Max(LowestU, -LargestExponent / series.LastTime), Math.Min(HighestU, LargestExponent / series.LastTime));

    private static double Rate(double u) => Math.Exp(u) - 1;

    private static bool IsWellFormed(ReadOnlySpan<CashFlow> flows)
    {
        foreach (var flow in flows)
        {
            if (!double.IsFinite(flow.Amount) || !(flow.Time >= 0 && flow.Time < 1_000_000) || !(flow.LinearFraction is >= 0 and <= 1))
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="lowSign">What was seen at the low end: within rounding of a root, another look may say otherwise.</param>
    private static double Refine(FlowSeries series, double time, (double Low, double High) bracket, int lowSign, double u)
    {
        var (low, high) = bracket;
        u = u > low && u < high ? u : (low + high) / 2;
        for (var step = 0; step < MaxSteps; step++)
        {
            var (value, slope) = series.ValueAt(u, time);
            if (value == 0)
            {
                return u;
            }

            (low, high) = Math.Sign(value) == lowSign ? (u, high) : (low, u);
            var next = u - (value / slope);
            if (!(next > low && next < high))
            {
                next = (low + high) / 2;
            }

            if (Math.Abs(next - u) <= Precision * (1 + Math.Abs(u)))
            {
                return next;
            }

            u = next;
        }

        return u;
    }

    private static List<double> Scan(FlowSeries series)
    {
        var roots = new List<double>();
        var (lowest, highest) = Range(series);
        var width = (highest - lowest) / GridSteps;
        var (last, before) = (lowest, Bounded(series, lowest));
        for (var step = 1; step <= GridSteps; step++)
        {
            var u = lowest + (step * width);
            var here = Bounded(series, u);
            if (here == 0 || Math.Sign(here) * Math.Sign(before) < 0)
            {
                roots.Add(here == 0 ? u : Between(series, last, u, Math.Sign(before)));
            }
            else if (step > 1)
            {
                AddTouching(series, u - (2 * width), u, roots);
            }

            (last, before) = (u, here);
        }

        return roots;
    }

    /// <summary>Two roots, or a double one, may hide between grid points of one sign: the extremum between them tells.</summary>
    private static void AddTouching(FlowSeries series, double low, double high, List<double> roots)
    {
        var middle = (low + high) / 2;
        var side = Math.Sign(Bounded(series, middle));
        // What the three points before saw between two of these is not seen again.
        var isKnown = roots.Count > 0 && roots[^1] > low;
        if (isKnown || Math.Sign(Bounded(series, low)) != side || Math.Sign(Bounded(series, high)) != side)
        {
            return;
        }

        var (left, right) = (low, high);
        for (var step = 0; step < 80; step++)
        {
            var (first, second) = (left + ((right - left) / 3), right - ((right - left) / 3));
            (left, right) = Bounded(series, first) * side < Bounded(series, second) * side ? (left, second) : (first, right);
        }

        var extremum = (left + right) / 2;
        var value = Bounded(series, extremum) * side;
        if (extremum - low < 1e-9 || high - extremum < 1e-9 || value > 1e-13 * series.Scale)
        {
            return;
        }

        // Below zero by no more than rounding is a touch, not two rates.
        if (value < -1e-15 * series.Scale)
        {
            roots.Add(Between(series, low, extremum, side));
            roots.Add(Between(series, extremum, high, -side));
            return;
        }

        roots.Add(extremum);
    }

    private static double Between(FlowSeries series, double low, double high, int lowSign) =>
        Refine(series, high > 0 ? 0 : series.LastTime, (low, high), lowSign, (low + high) / 2);

    /// <summary>The value at whichever end of the flows keeps every factor at most one.</summary>
    private static double Bounded(FlowSeries series, double u) => series.ValueAt(u, u > 0 ? 0 : series.LastTime).Value;
}
