using System.Text.Json;

namespace Serverless.UnitTests.Credits.Vectors;

/// <summary>What the engine answers to a case, by the field names of the published expectation.</summary>
internal sealed class CaseAnswer
{
    private readonly Dictionary<string, decimal> _values = new(StringComparer.Ordinal);

    public List<CaseAnswer> Rows { get; } = [];

    public static CaseAnswer Of(decimal value, params string[] names) => new CaseAnswer().And(value, names);

    public CaseAnswer And(decimal value, params string[] names)
    {
        foreach (var name in names)
        {
            _values[name] = value;
        }

        return this;
    }

    /// <summary>Every expected field is there and within its tolerance.</summary>
    public void AssertMeets(JsonElement expected, JsonElement tolerance)
    {
        foreach (var field in expected.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Array)
            {
                AssertRows(field.Value, Allowed(tolerance, field.Name));
                continue;
            }

            AssertField(field, Allowed(tolerance, field.Name));
        }
    }

    private void AssertRows(JsonElement rows, decimal allowed)
    {
        foreach (var (row, index) in rows.EnumerateArray().Select((row, index) => (row, index)))
        {
            var number = row.TryGetProperty("n", out var n) ? n.GetInt32() : index + 1;
            foreach (var field in row.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.Number))
            {
                Rows[number - 1].AssertField(field, allowed);
            }
        }
    }

    private void AssertField(JsonProperty field, decimal allowed)
    {
        Assert.True(_values.ContainsKey(field.Name), $"The engine says nothing about {field.Name}");
        var expected = field.Value.ValueKind switch
        {
            JsonValueKind.True => 1m,
            JsonValueKind.False => 0m,
            _ => field.Value.GetDecimal(),
        };
        Assert.True(
            Math.Abs(_values[field.Name] - expected) <= allowed,
            $"{field.Name}: {_values[field.Name]} is not {expected} within {allowed}"
        );
    }

    private static decimal Allowed(JsonElement tolerance, string name)
    {
        foreach (var key in new[] { name, "all" })
        {
            if (tolerance.ValueKind == JsonValueKind.Object && tolerance.TryGetProperty(key, out var found))
            {
                // Many figures are printed rounded: an exact half on the last digit is still the printed one.
                return found.GetDecimal() + 0.000000000001m;
            }
        }

        return tolerance.ValueKind == JsonValueKind.Number ? tolerance.GetDecimal() : 0m;
    }
}
