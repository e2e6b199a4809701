using Serverless.App.Credits.Caps;
using Serverless.Platform.Authentication;

namespace Serverless.App.Credits.Products;

/// <summary>The catalogue as officers see it: every version, every cap, what waits for a second officer.</summary>
/// <param name="CapMissing">Regimes whose cap of today nobody has entered: the lowest ever published binds meanwhile.</param>
internal sealed record CatalogueView(
    IReadOnlyList<ProductRow> Products,
    IReadOnlyList<RateCapRow> Caps,
    IReadOnlyList<ProposalView> Proposals,
    IReadOnlyList<string> CapMissing
)
{
    internal static CatalogueView Of(Catalogue catalogue, DateOnly today)
    {
        var caps = RateCapTable.Of(catalogue.Caps).Value;
        var carried = Enum.GetValues<RateCapRegime>()
            .Where(regime => caps.At(regime, today) is { IsSuccess: true, Value.Carried: true })
            .Select(regime => regime.ToString());
        return new(catalogue.Products, catalogue.Caps, [.. catalogue.Proposals.Select(ProposalView.Of)], [.. carried]);
    }
}

/// <summary>A change that waits.</summary>
internal sealed record ProposalView(string ProposalId, string ProposedBy, DateTimeOffset ProposedAt, ProductRow? Product, RateCapRow? Cap)
{
    internal static ProposalView Of(Proposal proposal) =>
        new(proposal.Id, proposal.ProposedBy, proposal.ProposedAt, proposal.Product, proposal.Cap);
}

/// <summary>Reads the catalogue itself, not the half-minute copy.</summary>
internal sealed class GetCatalogue(CatalogueStore store, TimeProvider time)
{
    internal const string Officer = "credit-manager";

    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapGet("/backoffice/catalogue", HandleAsync)
            .RequireStaff(Officer)
            .WithSummary("Muestra los productos, los topes de tasa y los cambios por aprobar.")
            .WithName("GetCatalogue");

    private static Task<CatalogueView> HandleAsync(GetCatalogue slice, CancellationToken cancellation) => slice.GetAsync(cancellation);

    private async Task<CatalogueView> GetAsync(CancellationToken cancellation) =>
        CatalogueView.Of(await store.ReadAsync(cancellation), Platform.Kernel.LimaTime.Today(time));
}
