using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Members;

/// <summary>What a claimant does with a claim in one word: submit, cancel, appeal.</summary>
internal sealed class MoveClaim(ClaimStore claims, ClaimAnswers answers, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder benefits)
    {
        benefits
            .MapPost("/claims/{id}/submit", SubmitAsync)
            .RequireMember()
            .RequireOwnClaim()
            .RequireIdempotencyKey()
            .WithSummary("Entrega tu solicitud para que la revisen.")
            .WithName("SubmitClaim");
        benefits
            .MapPost("/claims/{id}/cancel", CancelAsync)
            .RequireMember()
            .RequireOwnClaim()
            .RequireIdempotencyKey()
            .WithSummary("Anula tu solicitud mientras no esté aprobada.")
            .WithName("CancelClaim");
        benefits
            .MapPost("/claims/{id}/appeal", AppealAsync)
            .RequireMember()
            .RequireOwnClaim()
            .RequireIdempotencyKey()
            .WithSummary("Pide que revisen otra vez una solicitud que no procedió.")
            .WithName("AppealClaim");
    }

    internal static Task<Results<Ok<ClaimView>, ProblemResult>> SubmitAsync(
        string id,
        IdempotentCommand command,
        HttpResponse response,
        MoveClaim slice,
        CancellationToken c
    ) => slice.MoveAsync(id, "submit", (claim, now) => ClaimMoveRules.Move(claim, ClaimStep.Submit, now), command, response, c);

    internal static Task<Results<Ok<ClaimView>, ProblemResult>> CancelAsync(
        string id,
        IdempotentCommand command,
        HttpResponse response,
        MoveClaim slice,
        CancellationToken c
    ) => slice.MoveAsync(id, "cancel", (claim, now) => ClaimMoveRules.Move(claim, ClaimStep.Cancel, now), command, response, c);

    internal static Task<Results<Ok<ClaimView>, ProblemResult>> AppealAsync(
        string id,
        IdempotentCommand command,
        HttpResponse response,
        MoveClaim slice,
        CancellationToken c
    ) => slice.MoveAsync(id, "appeal", AppealRules.Appeal, command, response, c);

    private async Task<Results<Ok<ClaimView>, ProblemResult>> MoveAsync(
        string id,
        string act,
        Func<BenefitClaim, DateTimeOffset, Result<BenefitClaim>> move,
        IdempotentCommand command,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var change = new ClaimChange(command.Identity, new ClaimAct(act, ClaimAct.Claimant));
        return answers.Ok(await claims.ChangeAsync(id, change, claim => move(claim, now), cancellation), response, command);
    }
}
