using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Rates;

/// <summary>
/// Conversions between the rates of a credit: effective annual (TEA), of a month of thirty days (TEM), of a day (TED), nominal.
/// The Peruvian year of an effective rate has 360 days (domain.md §2.1); other bases are passed in.
/// </summary>
internal static class RateConversion
{
    /// <summary>Days of the year over which lenders in Peru state an effective annual rate.</summary>
    public const int CommercialYear = 360;

    /// <summary>The effective rate of so many days of a year whose effective rate is given.</summary>
    public static Rate OfDays(Rate annual, int days, int yearBasis = CommercialYear) =>
        new(DecimalMath.Pow(1m + annual.Fraction, (decimal)days / yearBasis) - 1m);

    /// <summary>TEM: the effective rate of thirty days, from the growth of a day that is kept for rates in use.</summary>
    public static Rate Monthly(Rate annual) => new(DailyGrowth.At(annual).RateOf(30));

    /// <summary>TED: the effective rate of one day.</summary>
    public static Rate Daily(Rate annual) => OfDays(annual, 1);

    /// <summary>The effective rate of one day of a year of 365.</summary>
    public static Rate Daily365(Rate annual) => OfDays(annual, 1, 365);

    /// <summary>TEA from the effective rate of so many days.</summary>
    public static Rate Annual(Rate ofDays, int days, int yearBasis = CommercialYear) =>
        new(DecimalMath.Pow(1m + ofDays.Fraction, (decimal)yearBasis / days) - 1m);

    /// <summary>The effective rate of a nominal one that compounds so many times.</summary>
    public static Rate Effective(Rate nominal, int periods) => Compound(new Rate(nominal.Fraction / periods), periods);

    /// <summary>The nominal rate whose compounding so many times gives the effective one.</summary>
    public static Rate Nominal(Rate effective, int periods) => new(periods * (DecimalMath.Pow(1m + effective.Fraction, 1m / periods) - 1m));

    /// <summary>The effective rate of so many periods in a row; of twelve monthly costs it is the TCEA of a single payment.</summary>
    public static Rate Compound(Rate ofPeriod, int periods) => new(DecimalMath.Pow(1m + ofPeriod.Fraction, periods) - 1m);

    /// <summary>The part of a period's rate that belongs to some of its days, in proportion (used by lenders that do not compound daily).</summary>
    public static Rate LinearShare(Rate ofPeriod, int days, int periodDays) => new(ofPeriod.Fraction * days / periodDays);

    /// <summary>Interest on an amount over so many days, not rounded.</summary>
    public static Money InterestForDays(Money amount, Rate annual, int days, int yearBasis = CommercialYear) =>
        amount * OfDays(annual, days, yearBasis).Fraction;
}
