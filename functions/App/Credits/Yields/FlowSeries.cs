namespace Serverless.App.Credits.Yields;

/// <summary>
/// Flows in order of time, one per time, prepared for being valued many times. Gaps between flows repeat (months of 28 to 31 days), so
/// each different gap costs one exponential per valuation, not each flow.
/// </summary>
internal sealed class FlowSeries
{
    private readonly double[] _amounts;
    private readonly double[] _times;
    private readonly double[] _fractions;
    private readonly int[] _gapOf;
    private readonly double[] _gaps;
    private readonly bool _linear;

    public FlowSeries(ReadOnlySpan<CashFlow> flows)
    {
        var ordered = Ordered(flows);
        _amounts = new double[ordered.Count];
        _times = new double[ordered.Count];
        _fractions = new double[ordered.Count];
        _gapOf = new int[ordered.Count];
        Span<double> gaps = ordered.Count <= 256 ? stackalloc double[256] : new double[ordered.Count];
        var distinct = 0;
        for (var i = 0; i < ordered.Count; i++)
        {
            (_amounts[i], _times[i], _fractions[i]) = (ordered[i].Amount, ordered[i].Time, ordered[i].LinearFraction);
            _linear |= _fractions[i] != 0;
            var gap = i == 0 ? 0 : _times[i] - _times[i - 1];
            var known = gaps[..distinct].IndexOf(gap);
            if (known < 0)
            {
                known = distinct++;
                gaps[known] = gap;
            }

            _gapOf[i] = known;
        }

        _gaps = gaps[..distinct].ToArray();
        Scale = _amounts.Sum(Math.Abs);
    }

    public int Count => _amounts.Length;

    /// <summary>Sum of the absolute amounts, against which a remainder is small or not.</summary>
    public double Scale { get; }

    /// <summary>How often the sign of the flows changes in the order of time.</summary>
    public int SignChanges
    {
        get
        {
            var changes = 0;
            for (var i = 1; i < Count; i++)
            {
                changes += Math.Sign(_amounts[i]) != Math.Sign(_amounts[i - 1]) ? 1 : 0;
            }

            return changes;
        }
    }

    /// <summary>The time of the last flow before the first change of sign.</summary>
    public double TimeOfFirstSign
    {
        get
        {
            var i = 0;
            while (i + 1 < Count && Math.Sign(_amounts[i + 1]) == Math.Sign(_amounts[0]))
            {
                i++;
            }

            return _times[i];
        }
    }

    public double LastTime => _times[^1];

    /// <summary>The sign of the earliest flow.</summary>
    public int FirstSign => Math.Sign(_amounts[0]);

    /// <summary>
    /// Value, and slope by u, of the flows moved to a time at the rate e^u − 1 per period.
    /// </summary>
    public (double Value, double Slope) ValueAt(double u, double time)
    {
        Span<double> powers = _gaps.Length <= 64 ? stackalloc double[64] : new double[_gaps.Length];
        for (var g = 0; g < _gaps.Length; g++)
        {
            powers[g] = Math.Exp(-u * _gaps[g]);
        }

        double value = 0;
        double slope = 0;
        var rate = _linear ? Math.Exp(u) - 1 : 0;
        var discount = Math.Exp(u * (time - _times[0]));
        for (var i = 0; i < _amounts.Length; i++)
        {
            discount *= i == 0 ? 1 : powers[_gapOf[i]];
            var present = _amounts[i] * discount;
            var decay = _times[i] - time;
            if (_linear)
            {
                present /= 1 + (_fractions[i] * rate);
                decay += _fractions[i] * (rate + 1) / (1 + (_fractions[i] * rate));
            }

            value += present;
            slope -= present * decay;
        }

        return (value, slope);
    }

    private static List<CashFlow> Ordered(ReadOnlySpan<CashFlow> flows)
    {
        var ordered = new List<CashFlow>(flows.Length);
        ordered.AddRange(flows);
        if (!IsOrdered(ordered))
        {
            ordered.Sort((x, y) => (x.Time + x.LinearFraction).CompareTo(y.Time + y.LinearFraction));
        }

        for (var i = ordered.Count - 1; i > 0; i--)
        {
            if (ordered[i].Time == ordered[i - 1].Time && ordered[i].LinearFraction == ordered[i - 1].LinearFraction)
            {
                ordered[i - 1] = ordered[i - 1] with { Amount = ordered[i - 1].Amount + ordered[i].Amount };
                ordered.RemoveAt(i);
            }
        }

        ordered.RemoveAll(flow => flow.Amount == 0);
        return ordered;
    }

    private static bool IsOrdered(List<CashFlow> flows)
    {
        for (var i = 1; i < flows.Count; i++)
        {
            if (flows[i].Time + flows[i].LinearFraction <= flows[i - 1].Time + flows[i - 1].LinearFraction)
            {
                return false;
            }
        }

        return true;
    }
}
