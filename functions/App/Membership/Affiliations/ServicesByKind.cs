using System.Collections.Frozen;
using System.Text.Json;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Affiliations;

/// <summary>Which kind of member may use which service (domain.md section 1.2): the board's matrix over time.</summary>
internal sealed class ServicesByKind(EffectiveDated<FrozenDictionary<string, FrozenSet<string>>> matrix)
{
    internal const string Affiliation = "affiliation";

    /// <summary>Succeeds, or refuses with <c>membership.kind-not-admitted</c>.</summary>
    internal Result<Done> Check(string service, string kind, DateOnly day) =>
        matrix.At(day) is { IsSuccess: true } row && row.Value.TryGetValue(service, out var kinds) && kinds.Contains(kind)
            ? Done.Value
            : Error.Unprocessable("membership.kind-not-admitted").With("kind", kind).With("service", service);

    /// <summary>Every service open to this kind on the day, sorted.</summary>
    internal IReadOnlyList<string> Of(string kind, DateOnly day) =>
        matrix.At(day) is { IsSuccess: true } row
            ? [.. row.Value.Where(service => service.Value.Contains(kind)).Select(service => service.Key).Order(StringComparer.Ordinal)]
            : [];

    /// <returns>The matrix, or the error of the first row that leaves a gap, overlaps or names no source.</returns>
    internal static Result<ServicesByKind> Read(Stream json) =>
        EffectiveDated<FrozenDictionary<string, FrozenSet<string>>>
            .Create(JsonSerializer.Deserialize(json, AffiliationSeedJson.Default.ServicesByKindRowArray)!.Select(row => row.ToValue()))
            .Then<ServicesByKind>(matrix => new ServicesByKind(matrix));

    /// <summary>The rows shipped with the program.</summary>
    internal static ServicesByKind Shipped()
    {
        using var stream = typeof(ServicesByKind).Assembly.GetManifestResourceStream("services-by-kind.seed.json")!;
        return Read(stream).Value;
    }
}

internal sealed record ServicesByKindRow(
    DateOnly From,
    DateOnly? To,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Services,
    string Source
)
{
    internal EffectiveValue<FrozenDictionary<string, FrozenSet<string>>> ToValue() =>
        new(
            Services.ToFrozenDictionary(
                service => service.Key,
                service => service.Value.ToFrozenSet(StringComparer.Ordinal),
                StringComparer.Ordinal
            ),
            From,
            To,
            Source
        );
}
