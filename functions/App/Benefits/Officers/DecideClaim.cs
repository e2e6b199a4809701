using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Progress;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Officers;

/// <param name="Reason">A code of the refusals; its text is what the claimant reads.</param>
internal sealed record ClaimRefusal(string Reason);

/// <param name="Uphold">The appeal is right.</param>
internal sealed record AppealDecision(bool Uphold);

/// <summary>
/// Calculation, review, approval, refusal, appeal: each decided on the version that was seen, each by its own person (domain.md section
/// 5.2 rule 4).
/// </summary>
internal sealed class DecideClaim(OfficerActs acts, ClaimStore claims, ClaimFacts facts, WorkingCalendar calendar)
{
    private OfficerActs Acts { get; } = acts;
    private ClaimStore Claims { get; } = claims;
    private ClaimFacts Facts { get; } = facts;

    internal static void Map(RouteGroupBuilder benefits)
    {
        benefits
            .MapPost("/backoffice/claims/{id}/calculation", CalculateAsync)
            .RequireStaff(WorkRules.Analyst)
            .RequireIdempotencyKey()
            .RequireIfMatch()
            .WithSummary("Calcula el beneficio con los datos de hoy.")
            .WithName("CalculateClaim");
        benefits
            .MapPost("/backoffice/claims/{id}/review", ReviewAsync)
            .RequireStaff(WorkRules.Head)
            .RequireIdempotencyKey()
            .RequireIfMatch()
            .WithSummary("Da por revisado el cálculo de un colega.")
            .WithName("ReviewClaim");
        benefits
            .MapPost("/backoffice/claims/{id}/approval", ApproveAsync)
            .RequireStaff(WorkRules.Head)
            .RequireIdempotencyKey()
            .RequireIfMatch()
            .WithSummary("Aprueba el pago; un monto alto pide dos personas.")
            .WithName("ApproveClaim");
        benefits
            .MapPost("/backoffice/claims/{id}/rejection", RejectAsync)
            .RequireStaff(WorkRules.Analyst, WorkRules.Head)
            .RequireIdempotencyKey()
            .RequireIfMatch()
            .WithSummary("Rechaza la solicitud con su motivo.")
            .WithName("RejectClaim");
        benefits
            .MapPost("/backoffice/claims/{id}/appeal-decision", DecideAppealAsync)
            .RequireStaff(WorkRules.Head)
            .RequireIdempotencyKey()
            .RequireIfMatch()
            .WithSummary("Resuelve el pedido de revisión; lo hace quien no rechazó.")
            .WithName("DecideClaimAppeal");
    }

    private static async Task<Results<Ok<OfficerClaimView>, ProblemResult>> CalculateAsync(
        OfficerAct act,
        DecideClaim slice,
        CancellationToken c
    )
    {
        if (await slice.Claims.FindAsync(act.ClaimId, c) is not { State: var claim })
        {
            return BenefitErrors.ClaimNotFound.ToProblem();
        }

        var today = LimaTime.DateOf(slice.Acts.Now);
        var figures = (await slice.Facts.OfLiquidationAsync(claim, today, c)).Then(LiquidationRules.Calculate);
        return await slice.Acts.RunAsync(
            act,
            new ClaimAct("calculate", ""),
            (known, now) => figures.Then(made => FigureRules.Calculate(known, made, act.Officer, now)),
            c
        );
    }

    private static Task<Results<Ok<OfficerClaimView>, ProblemResult>> ReviewAsync(OfficerAct act, DecideClaim slice, CancellationToken c) =>
        slice.Acts.RunAsync(act, new ClaimAct("review", ""), (claim, now) => FigureRules.Review(claim, act.Officer, now), c);

    private static Task<Results<Ok<OfficerClaimView>, ProblemResult>> ApproveAsync(
        OfficerAct act,
        DecideClaim slice,
        CancellationToken c
    ) => slice.Acts.RunAsync(act, new ClaimAct("approve", ""), (claim, now) => FigureRules.Approve(claim, act.Officer, now), c);

    private static async Task<Results<Ok<OfficerClaimView>, ProblemResult>> RejectAsync(
        ClaimRefusal refusal,
        OfficerAct act,
        DecideClaim slice,
        CancellationToken c
    ) =>
        ClaimReasons.MayReject(refusal.Reason)
            ? await slice.Acts.RunAsync(
                act,
                new ClaimAct("reject", "", Reason: refusal.Reason),
                (claim, now) => FigureRules.Refuse(claim, ClaimStep.Reject, slice.RefusalOf(claim, refusal.Reason, act.Officer, now), now),
                c
            )
            : BenefitErrors.ReasonUnknown.ToProblem();

    private static Task<Results<Ok<OfficerClaimView>, ProblemResult>> DecideAppealAsync(
        AppealDecision decision,
        OfficerAct act,
        DecideClaim slice,
        CancellationToken c
    ) =>
        slice.Acts.RunAsync(
            act,
            new ClaimAct(decision.Uphold ? "uphold-appeal" : "dismiss-appeal", ""),
            (claim, now) => decision.Uphold ? AppealRules.Uphold(claim, act.Officer, now) : AppealRules.Dismiss(claim, act.Officer, now),
            c
        );

    private Refusal RefusalOf(BenefitClaim claim, string reason, string officer, DateTimeOffset now) =>
        new(reason, officer, calendar.AddWorkingDays(LimaTime.DateOf(now), claim.Terms.AppealWorkingDays));
}
