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

/// <summary>
/// The caps of Law 31143 by regime and date. A date for which no cap is loaded refuses the product: what is not known is not allowed.
/// </summary>
internal sealed class RateCaps(IReadOnlyDictionary<RateCapRegime, EffectiveDated<RateCap>> tables)
{
    /// <returns>The row of the date, or <c>credits.rate-cap-unknown</c>.</returns>
    public Result<EffectiveValue<RateCap>> At(RateCapRegime regime, DateOnly date) =>
        tables.TryGetValue(regime, out var table) && table.RowAt(date) is { IsSuccess: true } row
            ? row.Value
            : Error.Unprocessable("credits.rate-cap-unknown").With("date", date.ToString("O")).With("regime", regime.ToString());

    /// <summary>Whether rates may be agreed on a date.</summary>
    /// <returns>
    /// Done, <c>credits.rate-above-cap</c>, <c>credits.moratory-above-cap</c>, <c>credits.rate-cap-unknown</c>.
    /// </returns>
    public Result<Done> Check(RateCapRegime regime, DateOnly date, Rate tea, Rate moratory = default) =>
        At(regime, date).Then(row => Check(row, tea, moratory));

    private static Result<Done> Check(EffectiveValue<RateCap> row, Rate tea, Rate moratory) =>
        tea > row.Value.Compensatory ? Above("credits.rate-above-cap", row.Value.Compensatory, row.Source)
        : moratory > (row.Value.Moratory ?? Rate.Zero) ? Above("credits.moratory-above-cap", row.Value.Moratory ?? Rate.Zero, row.Source)
        : Done.Value;

    private static Error Above(string code, Rate cap, string source) =>
        Error.Unprocessable(code).With("cap", cap.ToPercentText()).With("source", source);
}
