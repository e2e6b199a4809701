namespace Serverless.Platform.Kernel;

/// <summary>What happens to an amount that falls between two steps of a <see cref="RoundingPolicy"/>.</summary>
public enum RoundingMode
{
    /// <summary>To the nearest step; the middle goes away from zero. The default of the fund (domain.md §1.3, §2.2).</summary>
    HalfUp,

    /// <summary>To the nearest step; the middle goes to the even one. Only to reproduce other lenders' published schedules.</summary>
    HalfEven,

    /// <summary>Towards zero, as the tax on financial transactions is (Law 28194, as amended by Law 29667).</summary>
    Down,
}

/// <summary>
/// How amounts in soles become payable amounts. One policy per product, applied once per posted amount, never twice.
/// </summary>
/// <param name="Step">The smallest amount in soles, for example 0.01 or 0.05; 0 leaves amounts as they are.</param>
/// <param name="Mode">Where an amount between two steps goes.</param>
public sealed record RoundingPolicy(decimal Step, RoundingMode Mode)
{
    private const double NearPrecision = 1.0 / (1L << 35);
    private const double LeastNearMargin = 1e-9;
    private const double MostNearSteps = 1L << 40;
    private readonly double _stepsOfASol = 1 / (double)Step;
    private readonly bool _isCentimo = Step == 0.01m;

    /// <summary>The smallest amount in soles.</summary>
    public decimal Step { get; } = Step;

    /// <summary>To the céntimo, half up.</summary>
    public static readonly RoundingPolicy Centimo = new(0.01m, RoundingMode.HalfUp);

    /// <summary>To the céntimo, half to even.</summary>
    public static readonly RoundingPolicy CentimoHalfEven = new(0.01m, RoundingMode.HalfEven);

    /// <summary>To five céntimos, the smallest coin in use, half up.</summary>
    public static readonly RoundingPolicy FiveCentimos = new(0.05m, RoundingMode.HalfUp);

    /// <summary>Down to five céntimos, the rule of the tax on financial transactions.</summary>
    public static readonly RoundingPolicy DownToFiveCentimos = new(0.05m, RoundingMode.Down);

    /// <summary>Full precision, for comparison screens and for reproducing textbooks.</summary>
    public static readonly RoundingPolicy None = new(0m, RoundingMode.HalfUp);

    public decimal Apply(decimal soles)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Step);
        return Step switch
        {
            0m => soles,
            0.01m => decimal.Round(soles, 2, Midpoint),
            _ => decimal.Round(soles / Step, 0, Midpoint) * Step,
        };
    }

    /// <summary>
    /// The amount that <see cref="Apply"/> gives for a number of which only a binary approximation is known, which costs a fraction of
    /// what a product of long decimals does.
    /// </summary>
    /// <param name="near">In soles, within one part in 2^36 of the number.</param>
    /// <param name="rounded">The amount.</param>
    /// <returns>False when the number lies so near to where two amounts meet that only the number itself can tell.</returns>
    public bool TryApplyNear(double near, out decimal rounded)
    {
        rounded = default;
        var steps = near * _stepsOfASol;
        // Also what no step divides, and what is no number.
        if (!(steps is >= 0 and < MostNearSteps))
        {
            return false;
        }

        var whole = unchecked((long)steps);
        var rest = steps - whole;
        var fromMeeting = Mode == RoundingMode.Down ? Math.Min(rest, 1 - rest) : Math.Abs(rest - 0.5);
        if (fromMeeting <= LeastNearMargin + (steps * NearPrecision))
        {
            return false;
        }

        whole += Mode != RoundingMode.Down && rest > 0.5 ? 1 : 0;
        rounded = _isCentimo ? new decimal(unchecked((int)whole), unchecked((int)(whole >> 32)), 0, false, 2) : whole * Step;
        return true;
    }

    private MidpointRounding Midpoint =>
        Mode switch
        {
            RoundingMode.HalfUp => MidpointRounding.AwayFromZero,
            RoundingMode.HalfEven => MidpointRounding.ToEven,
            RoundingMode.Down => MidpointRounding.ToZero,
            _ => throw new InvalidOperationException($"Unknown rounding mode {Mode}"),
        };
}
