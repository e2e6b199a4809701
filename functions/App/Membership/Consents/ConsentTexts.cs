using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Consents;

/// <summary>The wording of each purpose over time, with where it is written.</summary>
internal sealed class ConsentTexts
{
    private readonly IReadOnlyList<EffectiveDated<ConsentText>> _purposes;

    private ConsentTexts(IReadOnlyList<EffectiveDated<ConsentText>> purposes) => _purposes = purposes;

    /// <returns>The texts, or the error of the first purpose whose rows leave a gap or overlap.</returns>
    internal static Result<ConsentTexts> Read(Stream json)
    {
        var purposes = new List<EffectiveDated<ConsentText>>();
        foreach (var purpose in JsonSerializer.Deserialize(json, ConsentTextJson.Default.ConsentTextRowArray)!.GroupBy(row => row.Purpose))
        {
            var table = EffectiveDated<ConsentText>.Create(purpose.Select(row => row.ToValue()));
            if (!table.IsSuccess)
            {
                return table.Error;
            }

            purposes.Add(table.Value);
        }

        return new ConsentTexts(purposes);
    }

    /// <summary>The texts shipped with the program.</summary>
    internal static ConsentTexts Shipped()
    {
        using var stream = typeof(ConsentTexts).Assembly.GetManifestResourceStream("consent-texts.seed.json")!;
        return Read(stream).Value;
    }

    /// <summary>One text for each purpose that has one on the day.</summary>
    internal IReadOnlyList<ConsentText> At(DateOnly day) =>
        [.. _purposes.Select(table => table.At(day)).Where(text => text.IsSuccess).Select(text => text.Value)];
}

internal sealed record ConsentTextRow(string Purpose, string Version, DateOnly From, DateOnly? To, string Title, string Text, string Source)
{
    internal EffectiveValue<ConsentText> ToValue() => new(new ConsentText(Purpose, Version, Title, Text), From, To, Source);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConsentTextRow[]))]
internal sealed partial class ConsentTextJson : JsonSerializerContext;
