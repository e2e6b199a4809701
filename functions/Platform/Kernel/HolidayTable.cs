using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Platform.Kernel;

/// <summary>
/// Reads the holiday table. The shipped rows hold the yearly holidays; bridge days of the public sector are loaded each year.
/// </summary>
public static class HolidayTable
{
    public static IReadOnlyList<HolidayRule> Read(Stream json) => JsonSerializer.Deserialize(json, HolidayJson.Default.HolidayRuleArray)!;

    /// <summary>The rows shipped with the program.</summary>
    public static IReadOnlyList<HolidayRule> Shipped()
    {
        using var stream = typeof(HolidayTable).Assembly.GetManifestResourceStream("lima-holidays.json")!;
        return Read(stream);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HolidayRule[]))]
internal sealed partial class HolidayJson : JsonSerializerContext;
