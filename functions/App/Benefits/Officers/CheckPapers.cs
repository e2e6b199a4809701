using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.App.Benefits.Officers;

/// <summary>Papers that have to be brought, or brought again.</summary>
/// <param name="Items">Code of the list and reason, each code once.</param>
internal sealed record DocumentsSentBack(ImmutableDictionary<string, string> Items);

/// <summary>An analyst takes a claim and judges its papers one by one (row D24).</summary>
internal sealed class CheckPapers(OfficerActs acts)
{
    private OfficerActs Acts { get; } = acts;

    internal static void Map(RouteGroupBuilder benefits)
    {
        benefits
            .MapPost("/backoffice/claims/{id}/take", TakeAsync)
            .RequireStaff(WorkRules.Analyst, WorkRules.Head)
            .RequireIdempotencyKey()
            .WithSummary("Toma una solicitud: nadie más la trabaja hasta el paso siguiente.")
            .WithName("TakeClaim");
        benefits
            .MapPost("/backoffice/claims/{id}/documents/{code}/accept", AcceptAsync)
            .RequireStaff(WorkRules.Analyst)
            .RequireIdempotencyKey()
            .WithSummary("Da por bueno un documento.")
            .WithName("AcceptClaimDocument");
        benefits
            .MapPost("/backoffice/claims/{id}/observations", SendBackAsync)
            .RequireStaff(WorkRules.Analyst)
            .RequireIdempotencyKey()
            .WithSummary("Observa documentos y detiene el plazo hasta que lleguen.")
            .WithName("ObserveClaim");
    }

    private static Task<Results<Ok<OfficerClaimView>, ProblemResult>> TakeAsync(OfficerAct act, CheckPapers slice, CancellationToken c) =>
        slice.Acts.RunAsync(act, new ClaimAct("take", ""), (claim, _) => Take(claim, act.Officer), c);

    private static Task<Results<Ok<OfficerClaimView>, ProblemResult>> AcceptAsync(
        string code,
        OfficerAct act,
        CheckPapers slice,
        CancellationToken c
    ) => slice.Acts.RunAsync(act, new ClaimAct("accept-document", "", code), (claim, _) => DocumentRules.Accept(claim, code), c);

    private static async Task<Results<Ok<OfficerClaimView>, ProblemResult>> SendBackAsync(
        DocumentsSentBack papers,
        OfficerAct act,
        CheckPapers slice,
        CancellationToken c
    )
    {
        if (papers.Items is not { Count: > 0 } items || items.Values.Any(reason => !ClaimReasons.MayObserve(reason)))
        {
            return BenefitErrors.ReasonUnknown.ToProblem();
        }

        var subject = string.Join(',', items.Keys.Order(StringComparer.Ordinal));
        return await slice.Acts.RunAsync(
            act,
            new ClaimAct("send-back", "", subject),
            (claim, now) => DocumentRules.SendBack(claim, items, now),
            c
        );
    }

    private static Platform.Kernel.Result<BenefitClaim> Take(BenefitClaim claim, string officer) =>
        WorkRules.QueuesOf(claim).Count == 0 ? ClaimMoveRules.NotAllowed(claim.Status) : claim with { Officer = officer };
}
