using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Parameters;

/// <summary>The tax unit (UIT) by year: the first rows of the table, which administrators extend each January.</summary>
internal static class UitTable
{
    public static Result<EffectiveDated<Money>> Read(Stream json) =>
        EffectiveDated<Money>.Create(
            JsonSerializer
                .Deserialize(json, UitJson.Default.UitYearArray)!
                .Select(row => new EffectiveValue<Money>(
                    new Money(row.Soles),
                    new DateOnly(row.Year, 1, 1),
                    new DateOnly(row.Year, 12, 31),
                    row.Source
                ))
        );

    /// <summary>The rows shipped with the program.</summary>
    public static EffectiveDated<Money> Shipped()
    {
        using var stream = typeof(UitTable).Assembly.GetManifestResourceStream("uit.seed.json")!;
        return Read(stream).Value;
    }
}

internal sealed record UitYear(int Year, decimal Soles, string Source);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UitYear[]))]
internal sealed partial class UitJson : JsonSerializerContext;
