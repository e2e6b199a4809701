using System.Text.Json;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Vectors;

/// <summary>The inputs of a published case, which name the same thing differently from source to source.</summary>
internal sealed class CaseInput(JsonElement inputs)
{
    public decimal Number(params string[] names) =>
        Find(names) is { } found ? found.GetDecimal() : throw new KeyNotFoundException($"None of {string.Join(", ", names)} in {inputs}");

    public decimal NumberOr(decimal otherwise, params string[] names) =>
        Find(names) is { ValueKind: JsonValueKind.Number } found ? found.GetDecimal() : otherwise;

    public int Whole(params string[] names) => (int)Number(names);

    public string? Text(params string[] names) => Find(names) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    public bool Has(params string[] names) => Find(names) is not null;

    public Rate Percent(params string[] names) => Rate.FromPercent(Number(names));

    public Rate PercentOr(decimal otherwise, params string[] names) => Rate.FromPercent(NumberOr(otherwise, names));

    public Money Money(params string[] names) => new(Number(names));

    public Money MoneyOr(decimal otherwise, params string[] names) => new(NumberOr(otherwise, names));

    public DateOnly Date(params string[] names) => DateOnly.Parse(Text(names)!, null);

    public IReadOnlyList<JsonElement> List(params string[] names) =>
        Find(names) is { ValueKind: JsonValueKind.Array } found ? [.. found.EnumerateArray()] : [];

    public decimal[] Numbers(params string[] names) => [.. List(names).Select(item => item.GetDecimal())];

    private JsonElement? Find(string[] names)
    {
        foreach (var name in names)
        {
            if (inputs.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null)
            {
                return found;
            }
        }

        return null;
    }
}
