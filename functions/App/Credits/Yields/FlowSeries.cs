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
        var ordered = IsInOrder(flows) ? flows : Ordered(flows);
        _amounts = new double[ordered.Length];
        _times = new double[ordered.Length];
        _gapOf = new int[ordered.Length];
        Span<double> gaps = ordered.Length <= 64 ? stackalloc double[64] : new double[ordered.Length];
        var distinct = 0;
        for (var i = 0; i < ordered.Length; i++)
        {
            ref readonly var flow = ref ordered[i];
            (_amounts[i], _times[i]) = (flow.Amount, flow.Time);
            _linear |= flow.LinearFraction != 0;
            var gap = i == 0 ? 0 : _times[i] - _times[i - 1];
            var known = 0;
            while (known < distinct && gaps[known] != gap)
            {
                known++;
            }

            if (known == distinct)
            {
                gaps[distinct++] = gap;
            }

            _gapOf[i] = known;
        }

        _gaps = gaps[..distinct].ToArray();
        _fractions = _linear ? Fractions(ordered) : [];
    }

    public int Count => _amounts.Length;

    /// <summary>Sum of the absolute amounts, against which a remainder is small or not.</summary>
    public double Scale => _amounts.Sum(Math.Abs);

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

    /// <summary>
    /// Value, and slope by u, of the flows moved to a time at the rate e^u − 1 per period; nothing where the flows cancel out.
    /// </summary>
    public (double Value, double Slope) ValueAt(double u, double time)
    {
        if (Count == 0)
        {
            return (0, 0);
        }

        Span<double> powers = _gaps.Length <= 64 ? stackalloc double[64] : new double[_gaps.Length];
        for (var g = 0; g < _gaps.Length; g++)
        {
            powers[g] = Math.Exp(-u * _gaps[g]);
        }

        return _linear ? PartlyLinear(u, time, powers) : Compounded(u, time, powers);
    }

    private (double Value, double Slope) Compounded(double u, double time, ReadOnlySpan<double> powers)
    {
        double value = 0;
        double slope = 0;
        var discount = Math.Exp(u * (time - _times[0]));
        for (var i = 0; i < _amounts.Length; i++)
        {
            discount *= i == 0 ? 1 : powers[_gapOf[i]];
            var present = _amounts[i] * discount;
            value += present;
            slope -= present * (_times[i] - time);
        }

        return (value, slope);
    }

    private (double Value, double Slope) PartlyLinear(double u, double time, ReadOnlySpan<double> powers)
    {
        double value = 0;
        double slope = 0;
        var rate = Math.Exp(u) - 1;
        var discount = Math.Exp(u * (time - _times[0]));
        for (var i = 0; i < _amounts.Length; i++)
        {
            discount *= i == 0 ? 1 : powers[_gapOf[i]];
            var present = _amounts[i] * discount / (1 + (_fractions[i] * rate));
            var decay = _times[i] - time + (_fractions[i] * (rate + 1) / (1 + (_fractions[i] * rate)));
            value += present;
            slope -= present * decay;
        }

        return (value, slope);
    }

    private static double[] Fractions(ReadOnlySpan<CashFlow> flows)
    {
        var fractions = new double[flows.Length];
        for (var i = 0; i < fractions.Length; i++)
        {
            fractions[i] = flows[i].LinearFraction;
        }

        return fractions;
    }

    private static CashFlow[] Ordered(ReadOnlySpan<CashFlow> flows)
    {
        var ordered = new List<CashFlow>(flows.Length);
        ordered.AddRange(flows);
        ordered.Sort((x, y) => (x.Time + x.LinearFraction).CompareTo(y.Time + y.LinearFraction));
        for (var i = ordered.Count - 1; i > 0; i--)
        {
            if (ordered[i].Time == ordered[i - 1].Time && ordered[i].LinearFraction == ordered[i - 1].LinearFraction)
            {
                ordered[i - 1] = ordered[i - 1] with { Amount = ordered[i - 1].Amount + ordered[i].Amount };
                ordered.RemoveAt(i);
            }
        }

        ordered.RemoveAll(flow => flow.Amount == 0);
        return [.. ordered];
    }

    /// <summary>Each later than the one before, and none of them nothing: as schedules give them.</summary>
    private static bool IsInOrder(ReadOnlySpan<CashFlow> flows)
    {
        for (var i = 0; i < flows.Length; i++)
        {
            var isLater = i == 0 || flows[i].Time + flows[i].LinearFraction > flows[i - 1].Time + flows[i - 1].LinearFraction;
            if (!isLater || flows[i].Amount == 0)
            {
                return false;
            }
        }

        return true;
    }
}
