using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Fund.Accounts;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Adjustments;

/// <summary>What is wrong and what would be right.</summary>
/// <param name="Posting">Its number, as the statement shows it.</param>
/// <param name="RightCentimos">What it should have been; 0 when it should not be there.</param>
/// <param name="Reason">10 to 500 characters, without data of persons.</param>
internal sealed record AdjustmentWish(long Posting, long RightCentimos, string Reason);

/// <summary>The first of four eyes: an accountant names a wrong posting of an account, what would be right, and why.</summary>
internal sealed class ProposeAdjustment(AccountStore accounts, AdjustmentStore adjustments, TimeProvider time)
{
    internal const int ShortestReason = 10;
    internal const int LongestReason = 500;

    internal static void Map(RouteGroupBuilder fund) =>
        fund.MapPost("/backoffice/accounts/{memberId}/adjustments", HandleAsync)
            .RequireStaff(FundModule.Desk.Owner)
            .RequireIdempotencyKey()
            .WithSummary("Propone corregir un movimiento mal anotado; otra persona lo aprueba.")
            .WithName("ProposeAdjustment");

    private static async Task<Results<Created<AdjustmentView>, ProblemResult>> HandleAsync(
        string memberId,
        AdjustmentWish wish,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        HttpResponse response,
        ProposeAdjustment slice,
        CancellationToken cancellation
    )
    {
        var proposed = await slice.ProposeAsync(memberId, wish, officer.Identity!.Name!, command.Identity, cancellation);
        return proposed
            .Then<AdjustmentView>(known => AdjustmentView.Of(known, response))
            .ToCreated(view => AdjustmentView.Address(view.Id));
    }

    internal async Task<Result<KnownAdjustment>> ProposeAsync(
        string memberId,
        AdjustmentWish wish,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var reason = wish.Reason?.Trim() ?? "";
        if (reason.Length is < ShortestReason or > LongestReason)
        {
            return FundErrors.AdjustmentInvalid;
        }

        var account = await accounts.ReadAsync(memberId, cancellation);
        if (account.State is null)
        {
            return FundErrors.AccountNotFound;
        }

        var ledger = await accounts.LedgerAsync(memberId, account.Sequence, cancellation);
        if (ledger.Select(PostingEvents.Read).FirstOrDefault(posting => posting?.Number == wish.Posting) is not { } wrong)
        {
            return FundErrors.PostingNotFound;
        }

        var id = adjustments.IdOf(memberId, wish.Posting);
        var wished = new Adjustment(id, memberId, wish.Posting, 0, wish.RightCentimos, "", reason, time.GetUtcNow());
        await adjustments.ListAsync(wished, cancellation);
        return await adjustments.StepAsync(
            id,
            command,
            ("propose", officer),
            before => AdjustmentRules.Propose(before, wished, wrong, officer),
            cancellation
        );
    }
}
