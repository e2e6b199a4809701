using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Incidents;

/// <summary>How soon the authority must hear of a security incident.</summary>
/// <param name="Notice">From when it was detected.</param>
/// <param name="Warn">When the desk is told that the clock runs.</param>
internal sealed record IncidentTerms(TimeSpan Notice, TimeSpan Warn)
{
    /// <summary>The rows shipped with the program.</summary>
    internal static EffectiveDated<IncidentTerms> Shipped()
    {
        using var stream = typeof(IncidentTerms).Assembly.GetManifestResourceStream("incident-terms.seed.json")!;
        var rows = JsonSerializer.Deserialize(stream, IncidentSeedJson.Default.IncidentTermsRowArray)!;
        return EffectiveDated<IncidentTerms>
            .Create(
                rows.Select(row => new EffectiveValue<IncidentTerms>(
                    new IncidentTerms(TimeSpan.FromHours(row.NoticeHours), TimeSpan.FromHours(row.WarnHours)),
                    row.From,
                    row.To,
                    row.Source
                ))
            )
            .Value;
    }
}

internal sealed record IncidentTermsRow(DateOnly From, DateOnly? To, int NoticeHours, int WarnHours, string Source);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IncidentTermsRow[]))]
internal sealed partial class IncidentSeedJson : JsonSerializerContext;
