using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Products;

/// <summary>The other two eyes: publishes a change that somebody else proposed, or takes one back.</summary>
internal sealed class DecideProposal(CatalogueStore store, TimeProvider time)
{
    private const string Route = "/backoffice/catalogue/proposals/{id}";

    internal static void Map(RouteGroupBuilder credits)
    {
        credits
            .MapPost($"{Route}/publish", PublishAsync)
            .RequireStaff(GetCatalogue.Officer)
            .RequireIdempotencyKey()
            .WithSummary("Publica un cambio que propuso otra persona.")
            .WithName("PublishCatalogueChange");
        credits
            .MapPost($"{Route}/reject", RejectAsync)
            .RequireStaff(GetCatalogue.Officer)
            .RequireIdempotencyKey()
            .WithSummary("Descarta un cambio propuesto.")
            .WithName("RejectCatalogueChange");
    }

    private static async Task<Results<Ok<CatalogueView>, ProblemResult>> PublishAsync(
        string id,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        DecideProposal slice,
        CancellationToken cancellation
    ) => (await slice.DecideAsync(id, publish: true, officer.Identity!.Name!, command.Identity, cancellation)).ToOk();

    private static async Task<Results<Ok<CatalogueView>, ProblemResult>> RejectAsync(
        string id,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        DecideProposal slice,
        CancellationToken cancellation
    ) => (await slice.DecideAsync(id, publish: false, officer.Identity!.Name!, command.Identity, cancellation)).ToOk();

    internal async Task<Result<CatalogueView>> DecideAsync(
        string id,
        bool publish,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var today = LimaTime.Today(time);
        var proposal = CatalogueRules.Find(await store.ReadAsync(cancellation), id);
        var moved = new CatalogueMoved(id, proposal.IsSuccess ? proposal.Value.Subject : "", officer);
        var changed = await store.ChangeAsync(
            command,
            before => publish ? CatalogueRules.Publish(before, id, officer, today) : CatalogueRules.Reject(before, id),
            (publish ? CatalogueStore.Published : CatalogueStore.Rejected).With(moved),
            id,
            cancellation
        );
        return changed.Then<CatalogueView>(after => CatalogueView.Of(after, today));
    }
}
