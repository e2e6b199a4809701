using System.Collections.Concurrent;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Rates;

/// <summary>
/// What one sol earns in so many days at an effective annual rate. The daily factor is taken by a decimal power and the rates of month
/// lengths follow from it, once for all calculations: a fund lends at a handful of rates, and these figures take as long as the rows
/// of a schedule do. Nothing in it changes.
/// </summary>
internal sealed class DailyGrowth
{
    private const int KeptDays = 32;
    private const int Squarings = 5;

    /// <summary>Of a kilobyte each.</summary>
    private const int MostKept = 256;

    /// <summary>Dividing by it takes trailing zeros away: 0.240 must not have another last digit than 0.24, whichever is asked first.</summary>
    private const decimal One = 1.0000000000000000000000000000m;

    private static readonly ConcurrentDictionary<(Rate Annual, int YearBasis), DailyGrowth> Known = new();
    private static readonly ConcurrentDictionary<(decimal Factor, Rate Added), DailyGrowth> KnownSums = new();
    private readonly decimal _factor;
    private readonly decimal[] _byDays = new decimal[KeptDays];

    private DailyGrowth(decimal factor)
    {
        _factor = factor;
        Span<decimal> squares = stackalloc decimal[Squarings];
        squares[0] = factor;
        for (var bit = 1; bit < Squarings; bit++)
        {
            squares[bit] = squares[bit - 1] * squares[bit - 1];
        }

        for (var days = 0; days < KeptDays; days++)
        {
            _byDays[days] = Power(squares, days) - 1m;
        }
    }

    /// <summary>Growth at an effective annual rate over a year of so many days.</summary>
    public static DailyGrowth At(Rate annual, int yearBasis = RateConversion.CommercialYear) =>
        Known.TryGetValue((annual, yearBasis), out var known)
            ? known
            : Keep(Known, (annual, yearBasis), new(DecimalMath.Pow((1m + annual.Fraction) / One, 1m / yearBasis)));

    /// <summary>Growth with a daily rate added, as insurance charged inside the rate is.</summary>
    public DailyGrowth Plus(Rate daily) =>
        KnownSums.TryGetValue((_factor, daily), out var known) ? known : Keep(KnownSums, (_factor, daily), new(_factor + daily.Fraction));

    /// <summary>The effective rate of so many days.</summary>
    public decimal RateOf(int days) => (uint)days < KeptDays ? _byDays[days] : DecimalMath.Pow(_factor, days) - 1m;

    private static DailyGrowth Keep<TKey>(ConcurrentDictionary<TKey, DailyGrowth> known, TKey key, DailyGrowth growth)
        where TKey : notnull
    {
        if (known.Count >= MostKept)
        {
            known.Clear();
        }

        return known[key] = growth;
    }

    /// <summary>As <see cref="DecimalMath.Pow(decimal, int)"/> multiplies, with the squares taken once for all lengths.</summary>
    private static decimal Power(ReadOnlySpan<decimal> squares, int days)
    {
        var power = 1m;
        for (var bit = 0; days >> bit != 0; bit++)
        {
            power = (days >> bit & 1) == 0 ? power : power * squares[bit];
        }

        return power;
    }
}
