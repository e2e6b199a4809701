namespace Serverless.App.Credits.Schedules;

/// <summary>
/// The level instalment of what is owed over the periods left of a plan, before it is rounded. It is known in binary at once, which is
/// enough for nearly every row; all its digits are worked out when a row lies too near to where two amounts meet.
/// </summary>
internal sealed class Level
{
    private const double SafelyBelow = 1 - (1.0 / (1L << 30));
    private readonly RepaymentPlan _plan;
    private readonly int _from;
    private readonly decimal _owed;
    private readonly double _near;
    private decimal? _exact;

    private Level(RepaymentPlan plan, int from, decimal owed)
    {
        (_plan, _from, _owed, _exact) = (plan, from, owed, plan.KeptInstalment?.Soles);
        _near = _exact is { } kept ? (double)kept : Near();
        if (double.IsNaN(_near))
        {
            // What no decimal holds overflows here, whether a row would have asked for it or not.
            _exact = WithAllDigits();
        }
    }

    /// <summary>The level of what is owed from a row on, or the instalment that the plan keeps.</summary>
    public static Level Of(RepaymentPlan plan, int from, decimal owed) => new(plan, from, owed);

    /// <summary>The level as it is shown.</summary>
    public decimal Instalment()
    {
        var rounding = _plan.Rounding.Instalment;
        return rounding.TryApplyNear(_near, out var rounded) ? rounded : rounding.Apply(Exact);
    }

    /// <summary>The instalment of a row that bears more than the level.</summary>
    public decimal InstalmentWith(decimal insurance, decimal charge)
    {
        var rounding = _plan.Rounding.Instalment;
        var near = _near + (double)insurance + (double)charge;
        return near >= _near && rounding.TryApplyNear(near, out var rounded) ? rounded : rounding.Apply(Exact + insurance + charge);
    }

    /// <summary>Whether a row costs more than the level pays.</summary>
    public bool IsBelow(decimal cost) => !((double)cost < _near * SafelyBelow) && cost > Exact;

    private decimal Exact => _exact ??= WithAllDigits();

    private decimal Carried => _from == 0 ? _plan.CarriedInterest.Soles : 0m;

    private double Near() =>
        LevelInstalments.Near((double)_owed, _plan.Periods.AsSpan(_from), _plan.Insurance.IsInsideInstalment, (double)Carried);

    private decimal WithAllDigits()
    {
        var left = _plan.Periods.AsSpan(_from);
        Span<decimal> rates = left.Length <= 128 ? stackalloc decimal[128] : new decimal[left.Length];
        for (var i = 0; i < left.Length; i++)
        {
            rates[i] = left[i].Interest + (_plan.Insurance.IsInsideInstalment ? left[i].Insurance : 0m);
        }

        return LevelInstalments.Of(_owed, rates[..left.Length], Carried);
    }
}
