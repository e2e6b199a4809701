using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Caps;

/// <summary>The caps as rows: those shipped with the program, and those that operators enter with each new circular.</summary>
internal static class RateCapTable
{
    /// <returns>The caps, or the error of the first table whose rows leave a gap or overlap.</returns>
    public static Result<RateCaps> Of(IEnumerable<RateCapRow> rows)
    {
        var tables = new Dictionary<RateCapRegime, EffectiveDated<RateCap>>();
        foreach (var regime in rows.GroupBy(row => row.Regime))
        {
            var table = EffectiveDated<RateCap>.Create(regime.Select(row => row.ToValue()));
            if (!table.IsSuccess)
            {
                return table.Error;
            }

            tables[regime.Key] = table.Value;
        }

        return new RateCaps(tables);
    }

    /// <inheritdoc cref="Of"/>
    public static Result<RateCaps> Read(Stream json) => Of(Rows(json));

    /// <summary>The rows shipped with the program. No moratory cap has a published figure, so none is shipped.</summary>
    public static RateCapRow[] ShippedRows()
    {
        using var stream = typeof(RateCapTable).Assembly.GetManifestResourceStream("rate-caps.seed.json")!;
        return Rows(stream);
    }

    private static RateCapRow[] Rows(Stream json) => JsonSerializer.Deserialize(json, RateCapJson.Default.RateCapRowArray)!;
}

/// <summary>A cap of one half-year.</summary>
/// <param name="Percent">Highest compensatory rate, effective annual.</param>
/// <param name="Source">The circular.</param>
/// <param name="MoratoryPercent">Highest moratory rate; absent refuses every one.</param>
internal sealed record RateCapRow(
    [property: JsonConverter(typeof(JsonStringEnumConverter<RateCapRegime>))] RateCapRegime Regime,
    DateOnly From,
    DateOnly? To,
    decimal Percent,
    string Source,
    decimal? MoratoryPercent = null
)
{
    public EffectiveValue<RateCap> ToValue() =>
        new(new RateCap(Rate.FromPercent(Percent), MoratoryPercent is { } moratory ? Rate.FromPercent(moratory) : null), From, To, Source);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RateCapRow[]))]
internal sealed partial class RateCapJson : JsonSerializerContext;
