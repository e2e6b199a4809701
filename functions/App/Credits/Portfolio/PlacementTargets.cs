using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Portfolio;

/// <summary>What share of lending the board wants through the app, in percent of a month, over time (row D33).</summary>
internal static class PlacementTargets
{
    /// <summary>The rows shipped with the program.</summary>
    internal static readonly EffectiveDated<decimal> Shipped = Read();

    /// <summary>The target of a month, as it stood on its last day; null before there was one.</summary>
    /// <param name="month"><c>2026-11</c>.</param>
    internal static decimal? Of(string month)
    {
        var first = DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture);
        return Shipped.At(first.AddMonths(1).AddDays(-1)) is { IsSuccess: true } target ? target.Value : null;
    }

    private static EffectiveDated<decimal> Read()
    {
        using var stream = typeof(PlacementTargets).Assembly.GetManifestResourceStream("placement-targets.seed.json")!;
        var rows = JsonSerializer.Deserialize(stream, PlacementTargetJson.Default.PlacementTargetRowArray)!;
        return EffectiveDated<decimal>.Create(rows.Select(row => row.ToValue())).Value;
    }
}

/// <summary>A row as it is written down; the percentage as text, so that no digit is lost.</summary>
internal sealed record PlacementTargetRow(DateOnly ValidFrom, DateOnly? ValidTo, string AppPercent, string Source)
{
    internal EffectiveValue<decimal> ToValue() => new(decimal.Parse(AppPercent, CultureInfo.InvariantCulture), ValidFrom, ValidTo, Source);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlacementTargetRow[]))]
internal sealed partial class PlacementTargetJson : JsonSerializerContext;
