using Serverless.App.Credits.Rates;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Yields;

/// <summary>An amount on a date: positive when the member receives it, negative when the member pays it.</summary>
internal readonly record struct DatedFlow(DateOnly Date, Money Amount);

/// <summary>
/// The annual rates that published rules define over dated flows. All are the same equation; they differ in how days become time.
/// </summary>
internal static class AnnualCost
{
    /// <summary>Decimals of a TCEA as a fraction: 1e-6 of a percent (domain.md §5.2).</summary>
    public const int TceaDecimals = 8;

    /// <summary>
    /// TCEA: the rate that equates what was received with every payment, compounded over days/360 (Res. SBS 3274-2017).
    /// </summary>
    /// <param name="flows">Receipts and payments by the day; tax on transactions and penalties stay out.</param>
    /// <param name="guess">A rate near the answer, best the TEA.</param>
    public static Result<Rate> Tcea(ReadOnlySpan<CashFlow> flows, Rate guess = default) =>
        Compounded(flows, RateConversion.CommercialYear, guess).Then<Rate>(static rate => Rounded(rate, TceaDecimals));

    /// <summary>The spreadsheet's XIRR: days/365, compounded.</summary>
    public static Result<Rate> Xirr(ReadOnlySpan<DatedFlow> flows) =>
        Compounded(OnDays(flows, 1), 365, default).Then<Rate>(rate => Rounded(rate, 12));

    /// <summary>Effective annual rate over times already stated in years, as the EU's annual percentage rate of charge is.</summary>
    public static Result<Rate> OfYears(ReadOnlySpan<CashFlow> flows) => Rounded(YieldSolver.Solve(flows));

    /// <summary>IRR per period of amounts one period apart.</summary>
    public static Result<Rate> PerPeriod(IReadOnlyList<decimal> amounts) => Rounded(YieldSolver.Solve(Periodic(amounts)));

    /// <summary>
    /// The rate that spreadsheets show when several exist: the one nearest to zero. For comparing with them, never for contracts.
    /// </summary>
    public static Result<Rate> NearestToZero(ReadOnlySpan<CashFlow> flows) =>
        YieldSolver.Roots(flows) is { Count: > 0 } roots ? Rounded(roots.MinBy(Math.Abs), 12) : YieldErrors.NoRoot;

    /// <summary>
    /// The nominal annual rate of the US actuarial method: unit-period rate times unit periods in a year, odd days discounted linearly
    /// (Regulation Z, appendix J).
    /// </summary>
    public static Result<Rate> Actuarial(ReadOnlySpan<CashFlow> flows, decimal unitPeriodsPerYear) =>
        Rounded(YieldSolver.Solve(flows)).Then<Rate>(rate => new Rate(rate.Fraction * unitPeriodsPerYear));

    /// <summary>Years between two dates when every month has thirty days (30/360, European).</summary>
    public static double Years30E360(DateOnly from, DateOnly to) =>
        (to.Year - from.Year) + ((to.Month - from.Month) / 12.0) + ((Math.Min(to.Day, 30) - Math.Min(from.Day, 30)) / 360.0);

    public static CashFlow[] Periodic(IReadOnlyList<decimal> amounts) =>
        [.. amounts.Select((amount, period) => new CashFlow((double)amount, period))];

    public static CashFlow[] OnDays(ReadOnlySpan<DatedFlow> flows, double yearBasis)
    {
        var first = int.MaxValue;
        foreach (ref readonly var flow in flows)
        {
            first = Math.Min(first, flow.Date.DayNumber);
        }

        var series = new CashFlow[flows.Length];
        for (var i = 0; i < series.Length; i++)
        {
            series[i] = new((double)flows[i].Amount.Soles, (flows[i].Date.DayNumber - first) / yearBasis);
        }

        return series;
    }

    private static Result<double> Compounded(ReadOnlySpan<CashFlow> flows, double yearBasis, Rate guess)
    {
        // Solved by the day, so that months of one length are one gap exactly and not nearly.
        var start = guess > Rate.Zero ? Math.Pow(1 + (double)guess.Fraction, 1 / yearBasis) - 1 : 0.0003;
        return YieldSolver.Solve(flows, start).Then<double>(daily => Math.Exp(Math.Log(1 + daily) * yearBasis) - 1);
    }

    private static Result<Rate> Rounded(Result<double> rate) => rate.Then(found => Rounded(found, 12));

    private static Result<Rate> Rounded(double rate, int decimals) =>
        rate is > -1 and < 1e15 ? new Rate(decimal.Round((decimal)rate, decimals)) : YieldErrors.NoRoot;
}
