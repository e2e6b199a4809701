using System.Text.Json;

namespace Serverless.UnitTests.Credits.Vectors;

/// <summary>The published worked examples in tests/vectors/credit-cases.json.</summary>
internal static class CreditCases
{
    private static readonly JsonElement Root = JsonDocument
        .Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "credit-cases.json")))
        .RootElement;

    public static TheoryData<string> Ids(string section)
    {
        var ids = new TheoryData<string>();
        foreach (var published in Root.GetProperty(section).EnumerateArray())
        {
            ids.Add(published.GetProperty("id").GetString()!);
        }

        return ids;
    }

    public static JsonElement Find(string section, string id) =>
        Root.GetProperty(section).EnumerateArray().Single(published => published.GetProperty("id").GetString() == id);
}
