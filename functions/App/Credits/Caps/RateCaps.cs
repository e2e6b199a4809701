using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Caps;

/// <summary>Which table of the central bank binds the lender; for a derrama a question for counsel (domain.md §2.3, §5.2).</summary>
internal enum RateCapRegime
{
    /// <summary>Companies of the financial system, consumer credit.</summary>
    FinancialSystem,

    /// <summary>Operations between persons outside the financial system.</summary>
    OutsideFinancialSystem,
}

/// <summary>The highest effective annual rates of a period, in soles.</summary>
/// <param name="Compensatory">Highest compensatory rate.</param>
/// <param name="Moratory">Highest moratory rate; null where no figure is loaded, which refuses every moratory rate above zero.</param>
internal sealed record RateCap(Rate Compensatory, Rate? Moratory);

/// <summary>The cap that binds on a date.</summary>
/// <param name="Source">Where it was published.</param>
/// <param name="Carried">
/// No figure is loaded for the date: what binds is the lowest ever published, until an operator enters the next circular.
/// </param>
internal sealed record RateCapInForce(RateCap Value, string Source, bool Carried);

/// <summary>
/// The caps of Law 31143 by regime and date. The central bank publishes one for every half-year; after the last one that is loaded, only
/// a rate that <i>every</i> published cap of the regime allowed may be agreed. A figure that is missing so never permits more than
/// the law did on any day, and never stops a product that stays far below it. Before the first cap nothing is allowed.
/// </summary>
internal sealed class RateCaps(IReadOnlyDictionary<RateCapRegime, EffectiveDated<RateCap>> tables)
{
    private readonly Dictionary<RateCapRegime, RateCapInForce> _lowest = tables.ToDictionary(
        table => table.Key,
        table => Lowest(table.Value)
    );

    /// <returns>The cap of the date, or <c>credits.rate-cap-unknown</c>.</returns>
    public Result<RateCapInForce> At(RateCapRegime regime, DateOnly date) =>
        !tables.TryGetValue(regime, out var table) ? Unknown(regime, date)
        : table.RowAt(date) is { IsSuccess: true } row ? new RateCapInForce(row.Value.Value, row.Value.Source, Carried: false)
        : table.Values[^1].ValidTo < date ? _lowest[regime]
        : Unknown(regime, date);

    /// <summary>Whether rates may be agreed on a date.</summary>
    /// <returns>
    /// Done, <c>credits.rate-above-cap</c>, <c>credits.moratory-above-cap</c>, <c>credits.rate-cap-unknown</c>.
    /// </returns>
    public Result<Done> Check(RateCapRegime regime, DateOnly date, Rate tea, Rate moratory = default) =>
        At(regime, date).Then(row => Check(row, tea, moratory));

    private static RateCapInForce Lowest(EffectiveDated<RateCap> table)
    {
        var lowest = table.Values.MinBy(row => row.Value.Compensatory)!;
        var moratory = table.Values.Min(row => row.Value.Moratory);
        return new RateCapInForce(new RateCap(lowest.Value.Compensatory, moratory), lowest.Source, Carried: true);
    }

    private static Result<Done> Check(RateCapInForce row, Rate tea, Rate moratory) =>
        tea > row.Value.Compensatory ? Above("credits.rate-above-cap", row.Value.Compensatory, row.Source)
        : moratory > (row.Value.Moratory ?? Rate.Zero) ? Above("credits.moratory-above-cap", row.Value.Moratory ?? Rate.Zero, row.Source)
        : Done.Value;

    private static Error Unknown(RateCapRegime regime, DateOnly date) =>
        Error.Unprocessable("credits.rate-cap-unknown").With("date", date.ToString("O")).With("regime", regime.ToString());

    private static Error Above(string code, Rate cap, string source) =>
        Error.Unprocessable(code).With("cap", cap.ToPercentText()).With("source", source);
}
