using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Credits.Caps;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;

namespace Serverless.App.Credits.Products;

/// <summary>What an officer wants to change; exactly one of the two.</summary>
internal sealed record CatalogueChange(ProductRow? Product, RateCapRow? Cap);

/// <summary>The first of four eyes: a next version of a product, or the cap of a new circular. Checked now and again when published.</summary>
internal sealed class ProposeChange(CatalogueStore store, DerivedIds ids, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapPost("/backoffice/catalogue/proposals", HandleAsync)
            .RequireStaff(GetCatalogue.Officer)
            .RequireIdempotencyKey()
            .WithSummary("Propone una versión de un producto o un tope de tasa.")
            .WithName("ProposeCatalogueChange");

    private static async Task<Results<Created<ProposalView>, ProblemResult>> HandleAsync(
        CatalogueChange change,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        ProposeChange slice,
        CancellationToken cancellation
    )
    {
        var proposed = await slice.ProposeAsync(change, officer.Identity!.Name!, command.Identity, cancellation);
        return proposed.ToCreated(_ => "/api/v1/credits/backoffice/catalogue");
    }

    internal async Task<Result<ProposalView>> ProposeAsync(
        CatalogueChange change,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (change.Product is null == change.Cap is null)
        {
            return CatalogueErrors.ProductInvalid.With("field", "product");
        }

        var now = time.GetUtcNow();
        var id = ids.For(officer, "credits.catalogue-change", command.CommandId);
        var proposal = new Proposal(id, officer, now) { Product = change.Product, Cap = change.Cap };
        var changed = await store.ChangeAsync(
            command,
            before => CatalogueRules.Propose(before, proposal, LimaTime.DateOf(now)),
            CatalogueStore.Proposed.With(new CatalogueMoved(id, proposal.Subject, officer)),
            id,
            cancellation
        );
        return changed.Then<ProposalView>(_ => ProposalView.Of(proposal));
    }
}
