using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Reports;

/// <summary>What one trip to an office costs a teacher.</summary>
/// <param name="Centimos">Fares, there and back.</param>
/// <param name="Minutes">On the way, there and back.</param>
internal sealed record TripCost(long Centimos, int Minutes);

/// <summary>What trips cost by zone, and how many an act done from home saves.</summary>
/// <param name="Trips">By event type.</param>
internal sealed record TripCosts(IReadOnlyDictionary<string, TripCost> Zones, IReadOnlyDictionary<string, int> Trips)
{
    /// <summary>The rows shipped with the program.</summary>
    internal static EffectiveDated<TripCosts> Shipped()
    {
        using var stream = typeof(TripCosts).Assembly.GetManifestResourceStream("trip-costs.seed.json")!;
        var rows = JsonSerializer.Deserialize(stream, TripSeedJson.Default.TripCostsRowArray)!;
        return EffectiveDated<TripCosts>
            .Create(rows.Select(row => new EffectiveValue<TripCosts>(new TripCosts(row.Zones, row.Trips), row.From, row.To, row.Source)))
            .Value;
    }
}

internal sealed record TripCostsRow(
    DateOnly From,
    DateOnly? To,
    Dictionary<string, TripCost> Zones,
    Dictionary<string, int> Trips,
    string Source
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TripCostsRow[]))]
internal sealed partial class TripSeedJson : JsonSerializerContext;
