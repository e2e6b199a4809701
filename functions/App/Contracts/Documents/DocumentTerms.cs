using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Documents;

/// <summary>What the board and counsel fix about documents; data, not code (domain.md §3.1).</summary>
/// <param name="SignWithin">How long a presented document waits for its signature.</param>
/// <param name="RetainYears">How long a document is kept at least, by kind.</param>
internal sealed record DocumentTerms(TimeSpan SignWithin, FrozenDictionary<string, int> RetainYears)
{
    internal DateTimeOffset RetainUntil(string kind, DateTimeOffset from) => from.AddYears(RetainYears[kind]);

    /// <returns>The terms over time, or the error of the first row that leaves a gap, overlaps or names no source.</returns>
    internal static Result<EffectiveDated<DocumentTerms>> Read(Stream json) =>
        EffectiveDated<DocumentTerms>.Create(
            JsonSerializer
                .Deserialize(json, DocumentSeedJson.Default.DocumentTermsRowArray)!
                .Select(row => new EffectiveValue<DocumentTerms>(
                    new DocumentTerms(TimeSpan.FromDays(row.SignWithinDays), row.RetainYears.ToFrozenDictionary(StringComparer.Ordinal)),
                    row.From,
                    row.To,
                    row.Source
                ))
        );

    /// <summary>The rows shipped with the program.</summary>
    internal static EffectiveDated<DocumentTerms> Shipped()
    {
        using var stream = typeof(DocumentTerms).Assembly.GetManifestResourceStream("document-terms.seed.json")!;
        return Read(stream).Value;
    }
}

internal sealed record DocumentTermsRow(
    DateOnly From,
    DateOnly? To,
    int SignWithinDays,
    IReadOnlyDictionary<string, int> RetainYears,
    string Source
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DocumentTermsRow[]))]
internal sealed partial class DocumentSeedJson : JsonSerializerContext;
