using System.Collections.Immutable;
using System.Text.Json;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Terms;

/// <summary>One paper of the check list.</summary>
/// <param name="Code">For programs; lower-case kebab.</param>
/// <param name="Name">For the claimant, in Spanish.</param>
internal sealed record WantedDocument(string Code, string Name, bool Required);

/// <summary>Which papers each kind of benefit needs (domain.md section 1.4), over time.</summary>
internal sealed class DocumentLists(EffectiveDated<ImmutableDictionary<BenefitKind, ImmutableArray<WantedDocument>>> lists)
{
    /// <returns>The list in force, or <c>platform.effective-none-on-date</c>.</returns>
    internal Result<ImmutableArray<WantedDocument>> For(BenefitKind kind, DateOnly day) =>
        lists.At(day).Then<ImmutableArray<WantedDocument>>(byKind => byKind[kind]);

    /// <returns>The lists over time, or the error of the first row that leaves a gap, overlaps or names no source.</returns>
    internal static Result<DocumentLists> Read(Stream json) =>
        EffectiveDated<ImmutableDictionary<BenefitKind, ImmutableArray<WantedDocument>>>
            .Create(JsonSerializer.Deserialize(json, BenefitSeedJson.Default.DocumentListRowArray)!.Select(row => row.ToValue()))
            .Then<DocumentLists>(lists => new DocumentLists(lists));

    /// <summary>The rows shipped with the program.</summary>
    internal static DocumentLists Shipped()
    {
        using var stream = typeof(DocumentLists).Assembly.GetManifestResourceStream("benefit-documents.seed.json")!;
        return Read(stream).Value;
    }
}

internal sealed record DocumentListRow(
    DateOnly From,
    DateOnly? To,
    Dictionary<BenefitKind, ImmutableArray<WantedDocument>> Documents,
    string Source
)
{
    internal EffectiveValue<ImmutableDictionary<BenefitKind, ImmutableArray<WantedDocument>>> ToValue() =>
        new(Documents.ToImmutableDictionary(), From, To, Source);
}
