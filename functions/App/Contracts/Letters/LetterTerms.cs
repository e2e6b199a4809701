using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Letters;

/// <summary>What the board fixes about beneficiary letters (domain.md §1.5).</summary>
internal sealed record LetterTerms(int MostBeneficiaries, int AdultAge)
{
    internal static Result<EffectiveDated<LetterTerms>> Read(Stream json) =>
        EffectiveDated<LetterTerms>.Create(
            JsonSerializer
                .Deserialize(json, LetterSeedJson.Default.LetterTermsRowArray)!
                .Select(row => new EffectiveValue<LetterTerms>(
                    new LetterTerms(row.MostBeneficiaries, row.AdultAge),
                    row.From,
                    row.To,
                    row.Source
                ))
        );

    /// <summary>The rows shipped with the program.</summary>
    internal static EffectiveDated<LetterTerms> Shipped()
    {
        using var stream = typeof(LetterTerms).Assembly.GetManifestResourceStream("letter-terms.seed.json")!;
        return Read(stream).Value;
    }
}

internal sealed record LetterTermsRow(DateOnly From, DateOnly? To, int MostBeneficiaries, int AdultAge, string Source);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LetterTermsRow[]))]
internal sealed partial class LetterSeedJson : JsonSerializerContext;
