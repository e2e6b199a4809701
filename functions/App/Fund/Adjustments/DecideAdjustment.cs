using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Adjustments;

/// <param name="Reason">10 to 500 characters, without data of persons.</param>
internal sealed record AdjustmentRefusal(string Reason);

/// <summary>The second of four eyes: another accountant lists what waits, sees one, approves or refuses the version that was seen.</summary>
internal sealed class DecideAdjustment(AdjustmentStore adjustments, MemberAccess access, TimeProvider time)
{
    private AdjustmentStore Adjustments { get; } = adjustments;

    internal static void Map(RouteGroupBuilder fund)
    {
        fund.MapGet("/backoffice/adjustments", ListAsync)
            .RequireStaff(FundModule.Desk.Owner)
            .WithSummary("Lista las correcciones que esperan a una segunda persona.")
            .WithName("ListAdjustments");
        fund.MapGet("/backoffice/adjustments/{id}", GetAsync)
            .RequireStaff(FundModule.Desk.Owner)
            .WithSummary("Muestra una corrección y quién la propuso.")
            .WithName("GetAdjustment");
        fund.MapPost("/backoffice/adjustments/{id}/approval", ApproveAsync)
            .RequireStaff(FundModule.Desk.Owner)
            .RequireIdempotencyKey()
            .RequireIfMatch()
            .WithSummary("Aprueba una corrección de un colega: se anota el contrario y lo correcto.")
            .WithName("ApproveAdjustment");
        fund.MapPost("/backoffice/adjustments/{id}/refusal", RefuseAsync)
            .RequireStaff(FundModule.Desk.Owner)
            .RequireIdempotencyKey()
            .RequireIfMatch()
            .WithSummary("Rechaza una corrección de un colega con su motivo.")
            .WithName("RefuseAdjustment");
    }

    private static async Task<Results<Ok<Page<AdjustmentView>>, ProblemResult>> ListAsync(
        HttpRequest request,
        DecideAdjustment slice,
        CancellationToken cancellation
    )
    {
        var page = PageRequest.Of(request);
        if (page.Error is { } wrong)
        {
            return wrong.ToProblem();
        }

        var (waiting, next) = await slice.Adjustments.WaitingAsync(page.Value.After, page.Value.Limit, cancellation);
        var items = waiting.Select(known => AdjustmentView.Of(known)).ToArray();
        return TypedResults.Ok(new Page<AdjustmentView>(items, next is null ? null : PageRequest.CursorFor(next)));
    }

    private static async Task<Results<Ok<AdjustmentView>, ProblemResult>> GetAsync(
        string id,
        ClaimsPrincipal officer,
        HttpResponse response,
        DecideAdjustment slice,
        CancellationToken cancellation
    )
    {
        var seen = await slice.SeeAsync(id, officer.Identity!.Name!, cancellation);
        return seen.Error is { } refused ? refused.ToProblem() : TypedResults.Ok(AdjustmentView.Of(seen.Value, response));
    }

    /// <summary>One correction; who looked stands in the member's record of looks.</summary>
    private async Task<Result<KnownAdjustment>> SeeAsync(string id, string officer, CancellationToken cancellation)
    {
        if (await Adjustments.FindAsync(id, cancellation) is not { } known)
        {
            return FundErrors.AdjustmentNotFound;
        }

        var recorded = await access.RecordAsync(known.State.MemberId, officer, "fund.get-adjustment", cancellation);
        return recorded.Then<KnownAdjustment>(_ => known);
    }

    private static Task<Results<Ok<AdjustmentView>, ProblemResult>> ApproveAsync(
        string id,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        IfMatch seen,
        HttpResponse response,
        DecideAdjustment slice,
        CancellationToken c
    ) => slice.DecideAsync(id, null, new Decision(officer.Identity!.Name!, command, seen, response), c);

    private static async Task<Results<Ok<AdjustmentView>, ProblemResult>> RefuseAsync(
        string id,
        AdjustmentRefusal refusal,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        IfMatch seen,
        HttpResponse response,
        DecideAdjustment slice,
        CancellationToken c
    ) =>
        refusal.Reason?.Trim() is { Length: >= ProposeAdjustment.ShortestReason and <= ProposeAdjustment.LongestReason } reason
            ? await slice.DecideAsync(id, reason, new Decision(officer.Identity!.Name!, command, seen, response), c)
            : FundErrors.AdjustmentInvalid.ToProblem();

    private async Task<Results<Ok<AdjustmentView>, ProblemResult>> DecideAsync(
        string id,
        string? refusal,
        Decision decision,
        CancellationToken cancellation
    )
    {
        if (await Adjustments.FindAsync(id, cancellation) is null)
        {
            return FundErrors.AdjustmentNotFound.ToProblem();
        }

        var now = time.GetUtcNow();
        var decided = await Adjustments.StepAsync(
            id,
            decision.Command.Identity,
            (refusal is null ? "approve" : "refuse", decision.Officer),
            before => AdjustmentRules.Decide(before!, refusal, decision.Officer, now),
            cancellation,
            decision.Seen.Version
        );
        return decided.Then<AdjustmentView>(known => AdjustmentView.Of(known, decision.Response)).ToOk();
    }

    private sealed record Decision(string Officer, IdempotentCommand Command, IfMatch Seen, HttpResponse Response);
}

/// <summary>A correction as accountants see it.</summary>
/// <param name="Status"><c>proposed</c>, <c>approved</c> or <c>refused</c>.</param>
/// <param name="DecidedBy">Subject of the staff token; null while it waits.</param>
internal sealed record AdjustmentView(
    string Id,
    string MemberId,
    long Posting,
    string Period,
    long WasCentimos,
    long RightCentimos,
    string Reason,
    string Status,
    string ProposedBy,
    string? DecidedBy,
    string? Refusal,
    DateTimeOffset ProposedAt,
    DateTimeOffset? DecidedAt
)
{
    internal static string Address(string id) => $"/api/v1/fund/backoffice/adjustments/{id}";

    /// <param name="response">Gets the version that a decision names.</param>
    internal static AdjustmentView Of(KnownAdjustment known, HttpResponse? response = null)
    {
        if (response is not null)
        {
            IfMatch.Announce(response, known.Version);
        }

        var adjustment = known.State;
        return new(
            adjustment.Id,
            adjustment.MemberId,
            adjustment.Posting,
            adjustment.Period,
            adjustment.WasCentimos,
            adjustment.RightCentimos,
            adjustment.Reason,
            $"{adjustment.Status}".ToLowerInvariant(),
            adjustment.Duties[0].Principal,
            adjustment.Duties.Length > 1 ? adjustment.Duties[1].Principal : null,
            adjustment.Refusal,
            adjustment.ProposedAt,
            adjustment.DecidedAt
        );
    }
}
