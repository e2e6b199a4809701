using System.Collections.Immutable;
using Serverless.App.Credits.Caps;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Products;

/// <summary>A change of the catalogue that waits for a second officer: a product's next version, or a cap of the central bank.</summary>
internal sealed record Proposal(string Id, string ProposedBy, DateTimeOffset ProposedAt)
{
    public ProductRow? Product { get; init; }

    public RateCapRow? Cap { get; init; }

    internal string Subject => Product?.Code ?? "rate-cap";
}

/// <summary>Products and rate caps as published, and what waits to be.</summary>
internal sealed record Catalogue(ImmutableArray<ProductRow> Products, ImmutableArray<RateCapRow> Caps)
{
    public ImmutableArray<Proposal> Proposals { get; init; } = [];
}

/// <summary>How the catalogue changes: one officer proposes, another one publishes (domain.md §5.2 rule 4).</summary>
internal static class CatalogueRules
{
    private const int MostProposals = 50;

    internal static Result<Catalogue> Propose(Catalogue catalogue, Proposal proposal, DateOnly today) =>
        catalogue.Proposals.Length >= MostProposals
            ? CatalogueErrors.TooManyProposals
            : With(catalogue, proposal, today).Then<Catalogue>(_ => catalogue with { Proposals = catalogue.Proposals.Add(proposal) });

    /// <summary>Checks the change again, against what was published in the meantime, and makes it so.</summary>
    internal static Result<Catalogue> Publish(Catalogue catalogue, string proposalId, string officer, DateOnly today) =>
        Find(catalogue, proposalId)
            .Then(proposal =>
                SeparationOfDuties
                    .Check([new Duty("requester", proposal.ProposedBy)], new Duty("approver", officer))
                    .Then(_ => With(catalogue, proposal, today))
                    .Then<Catalogue>(after => after with { Proposals = after.Proposals.Remove(proposal) })
            );

    /// <summary>Either officer may take a proposal back.</summary>
    internal static Result<Catalogue> Reject(Catalogue catalogue, string proposalId) =>
        Find(catalogue, proposalId).Then<Catalogue>(proposal => catalogue with { Proposals = catalogue.Proposals.Remove(proposal) });

    internal static Result<Proposal> Find(Catalogue catalogue, string proposalId) =>
        catalogue.Proposals.FirstOrDefault(proposal => proposal.Id == proposalId) is { } found ? found : CatalogueErrors.ProposalNotFound;

    private static Result<Catalogue> With(Catalogue catalogue, Proposal proposal, DateOnly today) =>
        proposal.Product is { } product ? WithProduct(catalogue, product, today)
        : proposal.Cap is { } cap ? WithCap(catalogue, cap)
        : CatalogueErrors.ProductInvalid.With("field", "product");

    private static Result<Catalogue> WithProduct(Catalogue catalogue, ProductRow product, DateOnly today) =>
        RateCapTable
            .Of(catalogue.Caps)
            .Then(caps => ProductRules.Check(product, caps))
            .Then(_ => ProductRules.Publish(catalogue.Products, product, today))
            .Then<Catalogue>(products => catalogue with { Products = products });

    private static Result<Catalogue> WithCap(Catalogue catalogue, RateCapRow cap)
    {
        if (cap.Percent is <= 0 or > 1000 || cap.MoratoryPercent is < 0 or > 1000 || cap.Source is not { Length: >= 5 and <= 300 })
        {
            return CatalogueErrors.CapInvalid;
        }

        // The central bank's half-years follow each other; a row that was open is ended by the next.
        ImmutableArray<RateCapRow> rows =
        [
            .. catalogue.Caps.Select(row =>
                row.Regime == cap.Regime && row.To is null && row.From < cap.From ? row with { To = cap.From.AddDays(-1) } : row
            ),
            cap,
        ];
        return RateCapTable.Of(rows).Then<Catalogue>(_ => catalogue with { Caps = rows });
    }
}
