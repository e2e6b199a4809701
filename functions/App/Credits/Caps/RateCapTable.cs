using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Caps;

/// <summary>
/// The caps published twice a year by the central bank. The shipped rows end with April 2026: administrators add each new period, and
/// until then products are refused for want of a cap. No moratory cap has a published figure, so none is shipped.
/// </summary>
internal static class RateCapTable
{
    /// <returns>The caps, or the error of the first table whose rows leave a gap or overlap.</returns>
    public static Result<RateCaps> Read(Stream json)
    {
        var tables = new Dictionary<RateCapRegime, EffectiveDated<RateCap>>();
        foreach (var regime in JsonSerializer.Deserialize(json, RateCapJson.Default.RateCapRowArray)!.GroupBy(row => row.Regime))
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

    /// <summary>The rows shipped with the program.</summary>
    public static RateCaps Shipped()
    {
        using var stream = typeof(RateCapTable).Assembly.GetManifestResourceStream("rate-caps.seed.json")!;
        return Read(stream).Value;
    }
}

internal sealed record RateCapRow(
    RateCapRegime Regime,
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

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RateCapRow[]))]
internal sealed partial class RateCapJson : JsonSerializerContext;
