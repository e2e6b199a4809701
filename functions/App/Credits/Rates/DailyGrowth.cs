using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Rates;

/// <summary>
/// What one sol becomes after so many days at an effective annual rate. The daily factor is taken once by a decimal power; the
/// factors of month lengths, which schedules ask for again and again, are kept.
/// </summary>
internal sealed class DailyGrowth
{
    private const int Kept = 32;
    private readonly decimal[] _byDays = new decimal[Kept];
    private readonly decimal _daily;

    private DailyGrowth(decimal daily) => _daily = daily;

    /// <summary>Growth at an effective annual rate over a year of so many days.</summary>
    public static DailyGrowth At(Rate annual, int yearBasis = RateConversion.CommercialYear) =>
        new(DecimalMath.Pow(1m + annual.Fraction, 1m / yearBasis));

    /// <summary>Growth with a daily rate added, as insurance charged inside the rate is.</summary>
    public DailyGrowth Plus(Rate daily) => new(_daily + daily.Fraction);

    public decimal Factor(int days)
    {
        if ((uint)days >= Kept)
        {
            return DecimalMath.Pow(_daily, days);
        }

        if (_byDays[days] == 0m)
        {
            _byDays[days] = DecimalMath.Pow(_daily, days);
        }

        return _byDays[days];
    }

    /// <summary>The effective rate of so many days.</summary>
    public decimal RateOf(int days) => Factor(days) - 1m;
}
