using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Rights.Requests;

/// <summary>How many working days the fund has to answer, by right.</summary>
/// <param name="WorkingDays">By the right's code: <c>rectification</c>, <c>erasure</c>, <c>opposition</c>, …</param>
internal sealed record RightsTerms(IReadOnlyDictionary<string, int> WorkingDays)
{
    /// <summary>The rows shipped with the program.</summary>
    internal static EffectiveDated<RightsTerms> Shipped()
    {
        using var stream = typeof(RightsTerms).Assembly.GetManifestResourceStream("rights-terms.seed.json")!;
        var rows = JsonSerializer.Deserialize(stream, RightsSeedJson.Default.RightsTermsRowArray)!;
        return EffectiveDated<RightsTerms>
            .Create(rows.Select(row => new EffectiveValue<RightsTerms>(new RightsTerms(row.WorkingDays), row.From, row.To, row.Source)))
            .Value;
    }
}

internal sealed record RightsTermsRow(DateOnly From, DateOnly? To, Dictionary<string, int> WorkingDays, string Source);

/// <summary>Something that the law has the fund keep, whoever asks for its erasure.</summary>
/// <param name="Code">What contexts name it by.</param>
/// <param name="What">What is kept, for the member.</param>
/// <param name="Until">How long, for the member.</param>
/// <param name="Source">Where it is written.</param>
internal sealed record LegalHold(string Code, DateOnly From, DateOnly? To, string What, string Why, string Until, string Source);

/// <summary>The table of legal holds.</summary>
internal sealed class LegalHolds(IReadOnlyList<LegalHold> rows)
{
    /// <summary>The rows shipped with the program.</summary>
    internal static LegalHolds Shipped()
    {
        using var stream = typeof(LegalHolds).Assembly.GetManifestResourceStream("legal-holds.seed.json")!;
        return new(JsonSerializer.Deserialize(stream, RightsSeedJson.Default.LegalHoldArray)!);
    }

    /// <summary>The rows in force for these codes; a code without one throws, for then nobody could say why it is kept.</summary>
    internal IReadOnlyList<LegalHold> Of(IEnumerable<string> codes, DateOnly on) =>
        [
            .. codes
                .Distinct(StringComparer.Ordinal)
                .Select(code => rows.Single(row => row.Code == code && row.From <= on && (row.To is null || row.To >= on))),
        ];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RightsTermsRow[]))]
[JsonSerializable(typeof(LegalHold[]))]
internal sealed partial class RightsSeedJson : JsonSerializerContext;
