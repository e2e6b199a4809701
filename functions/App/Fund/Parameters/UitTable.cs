using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Parameters;

/// <summary>The tax unit (UIT) by year: those shipped with the program, and those that officers enter with each decree.</summary>
internal static class UitTable
{
    /// <returns>The table, or what is wrong with its years: a code of <see cref="EffectiveDated{T}"/>.</returns>
    public static Result<EffectiveDated<Money>> Of(IEnumerable<UitYear> years) =>
        EffectiveDated<Money>.Create(
            years.Select(row => new EffectiveValue<Money>(
                new Money(row.Soles),
                new DateOnly(row.Year, 1, 1),
                new DateOnly(row.Year, 12, 31),
                row.Source
            ))
        );

    /// <summary>The table shipped with the program.</summary>
    public static EffectiveDated<Money> Shipped() => Of(ShippedYears()).Value;

    /// <summary>Its rows.</summary>
    public static UitYear[] ShippedYears()
    {
        using var stream = typeof(UitTable).Assembly.GetManifestResourceStream("uit.seed.json")!;
        return JsonSerializer.Deserialize(stream, UitJson.Default.UitYearArray)!;
    }
}

/// <summary>The tax unit of one year.</summary>
/// <param name="Source">The decree.</param>
internal sealed record UitYear(int Year, decimal Soles, string Source);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UitYear[]))]
internal sealed partial class UitJson : JsonSerializerContext;
