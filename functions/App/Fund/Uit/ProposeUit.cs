using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Fund.Parameters;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;

namespace Serverless.App.Fund.Uit;

/// <summary>What a decree says.</summary>
/// <param name="Source">The decree, 5 to 300 characters: <c>DS 301-2025-EF</c>.</param>
internal sealed record UitWish(int Year, long AmountCentimos, string? Source);

/// <summary>The first of four eyes: the tax unit of the next year. Checked now and again when it is published.</summary>
internal sealed class ProposeUit(UitStore store, DerivedIds ids, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder fund) =>
        fund.MapPost($"{GetUit.Route}/proposals", HandleAsync)
            .RequireStaff(FundModule.Desk.Owner)
            .RequireIdempotencyKey()
            .WithSummary("Propone la UIT de un año con el decreto que la fija.")
            .WithName("ProposeTaxUnit");

    private static async Task<Results<Created<UitProposalView>, ProblemResult>> HandleAsync(
        UitWish wish,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        ProposeUit slice,
        CancellationToken cancellation
    )
    {
        var proposed = await slice.ProposeAsync(wish, officer.Identity!.Name!, command.Identity, cancellation);
        return proposed.ToCreated(_ => "/api/v1/fund/backoffice/tax-units");
    }

    private async Task<Result<UitProposalView>> ProposeAsync(
        UitWish wish,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var year = new UitYear(wish.Year, Money.FromCentimos(wish.AmountCentimos).Soles, wish.Source?.Trim() ?? "");
        var proposal = new UitProposal(ids.For(officer, "fund.tax-unit", command.CommandId), year, officer, now);
        var changed = await store.ChangeAsync(
            command,
            before => UitRules.Propose(before, proposal, LimaTime.DateOf(now)),
            UitStore.Proposed,
            proposal,
            officer,
            cancellation
        );
        return changed.Then<UitProposalView>(_ => UitProposalView.Of(proposal));
    }
}
