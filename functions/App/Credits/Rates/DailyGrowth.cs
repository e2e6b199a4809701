using System.Collections.Concurrent;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Rates;

/// <summary>
/// What one sol earns in so many days at an effective annual rate. The daily factor is taken once by a decimal power; the rates of
/// month lengths, which schedules ask for again and again, are kept. Belongs to one calculation: it is not for several threads.
/// </summary>
internal sealed class DailyGrowth
{
    private const int Kept = 32;
    private const int Squarings = 5;
    private const int MostFactors = 256;

    /// <summary>Dividing by it takes trailing zeros away: 0.240 must not have another last digit than 0.24, whichever is asked first.</summary>
    private const decimal One = 1.0000000000000000000000000000m;

    // A fund lends at a handful of rates, and each root of one takes as long as the rows of a schedule.
    private static readonly ConcurrentDictionary<(Rate Annual, int YearBasis), decimal> Factors = new();
    private readonly decimal?[] _byDays = new decimal?[Kept];
    private readonly decimal[] _squares = new decimal[Squarings];
    private int _squared = 1;

    private DailyGrowth(decimal daily) => _squares[0] = daily;

    /// <summary>Growth at an effective annual rate over a year of so many days.</summary>
    public static DailyGrowth At(Rate annual, int yearBasis = RateConversion.CommercialYear)
    {
        if (Factors.TryGetValue((annual, yearBasis), out var daily))
        {
            return new(daily);
        }

        daily = DecimalMath.Pow((1m + annual.Fraction) / One, 1m / yearBasis);
        if (Factors.Count >= MostFactors)
        {
            Factors.Clear();
        }

        Factors[(annual, yearBasis)] = daily;
        return new(daily);
    }

    /// <summary>Growth with a daily rate added, as insurance charged inside the rate is.</summary>
    public DailyGrowth Plus(Rate daily) => new(_squares[0] + daily.Fraction);

    /// <summary>The effective rate of so many days.</summary>
    public decimal RateOf(int days) => (uint)days < Kept ? _byDays[days] ??= Power(days) - 1m : DecimalMath.Pow(_squares[0], days) - 1m;

    /// <summary>As <see cref="DecimalMath.Pow(decimal, int)"/> multiplies, with the squares taken once for all months.</summary>
    private decimal Power(int days)
    {
        var power = 1m;
        for (var bit = 0; days >> bit != 0; bit++)
        {
            if (bit == _squared)
            {
                _squares[bit] = _squares[bit - 1] * _squares[bit - 1];
                _squared++;
            }

            power = (days >> bit & 1) == 0 ? power : power * _squares[bit];
        }

        return power;
    }
}
