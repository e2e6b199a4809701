namespace Serverless.App.Credits.Schedules;

/// <summary>The instalment that repays an amount in equal parts at the rates of its periods.</summary>
internal static class LevelInstalments
{
    private const double LargestDecimal = 1e28;

    /// <summary>
    /// Amount over the sum of the discount factors of the periods, computed as the accumulated amount over the accumulated value of
    /// one sol per period: the same number with a single division.
    /// </summary>
    /// <param name="amount">What is owed at the start.</param>
    /// <param name="rates">Effective rate of each period.</param>
    /// <param name="carried">Interest that falls due with the first instalment and earns none.</param>
    public static decimal Of(decimal amount, ReadOnlySpan<decimal> rates, decimal carried = 0m)
    {
        var owed = amount;
        var ones = 0m;
        for (var i = 0; i < rates.Length; i++)
        {
            var growth = 1m + rates[i];
            owed = (owed * growth) + (i == 0 ? carried : 0m);
            ones = (ones * growth) + 1m;
        }

        return owed / ones;
    }

    /// <summary>
    /// The same in binary, within one part in 2^37 for terms of up to a thousand periods; not a number for amounts that a decimal may not hold.
    /// </summary>
    public static double Near(double amount, ReadOnlySpan<PlannedPeriod> periods, bool withInsurance, double carried)
    {
        var owed = amount;
        var ones = 0.0;
        for (var i = 0; i < periods.Length; i++)
        {
            ref readonly var period = ref periods[i];
            var growth = 1 + period.NearInterest + (withInsurance ? period.NearInsurance : 0);
            owed = (owed * growth) + (i == 0 ? carried : 0);
            ones = (ones * growth) + 1;
        }

        return carried >= 0 && owed < LargestDecimal && ones < LargestDecimal && periods.Length <= 1_000 ? owed / ones : double.NaN;
    }

    /// <summary>The payment at the end of each period that accumulates to a target.</summary>
    public static decimal ToAccumulate(decimal target, ReadOnlySpan<decimal> rates)
    {
        var ones = 0m;
        foreach (var rate in rates)
        {
            ones = (ones * (1m + rate)) + 1m;
        }

        return target / ones;
    }
}
