using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Affiliations;

/// <summary>What the board fixes about joining.</summary>
/// <param name="OpenFor">How long an affiliation may stay unfinished; counted anew when payroll refuses.</param>
/// <param name="RequiredConsents">Purposes without which nobody can join.</param>
internal sealed record AffiliationTerms(TimeSpan OpenFor, ImmutableArray<string> RequiredConsents)
{
    /// <returns>The terms over time, or the error of the first row that leaves a gap, overlaps or names no source.</returns>
    internal static Result<EffectiveDated<AffiliationTerms>> Read(Stream json) =>
        EffectiveDated<AffiliationTerms>.Create(
            JsonSerializer
                .Deserialize(json, AffiliationSeedJson.Default.AffiliationTermsRowArray)!
                .Select(row => new EffectiveValue<AffiliationTerms>(
                    new AffiliationTerms(TimeSpan.FromDays(row.OpenForDays), row.RequiredConsents),
                    row.From,
                    row.To,
                    row.Source
                ))
        );

    /// <summary>The rows shipped with the program.</summary>
    internal static EffectiveDated<AffiliationTerms> Shipped()
    {
        using var stream = typeof(AffiliationTerms).Assembly.GetManifestResourceStream("affiliation-terms.seed.json")!;
        return Read(stream).Value;
    }
}

internal sealed record AffiliationTermsRow(
    DateOnly From,
    DateOnly? To,
    int OpenForDays,
    ImmutableArray<string> RequiredConsents,
    string Source
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AffiliationTermsRow[]))]
[JsonSerializable(typeof(ServicesByKindRow[]))]
internal sealed partial class AffiliationSeedJson : JsonSerializerContext;
