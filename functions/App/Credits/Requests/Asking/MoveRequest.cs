using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests.Asking;

/// <summary>The member's steps that need nothing but their word: send it in, ask for a person, withdraw it.</summary>
internal sealed class MoveRequest(RequestStore requests, RequestAnswers answers, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder credits)
    {
        credits
            .MapPost(
                "/requests/{id}/submit",
                (
                    string id,
                    CurrentMember member,
                    IdempotentCommand command,
                    HttpResponse response,
                    MoveRequest slice,
                    CancellationToken c
                ) => slice.AnswerAsync(id, member, RequestRules.Submit, command, response, c)
            )
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Envía tu solicitud para que la revisemos.")
            .WithName("SubmitRequest");
        credits
            .MapPost(
                "/requests/{id}/review",
                (
                    string id,
                    CurrentMember member,
                    IdempotentCommand command,
                    HttpResponse response,
                    MoveRequest slice,
                    CancellationToken c
                ) => slice.AnswerAsync(id, member, RequestRules.AskReview, command, response, c)
            )
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Pide que una persona revise una respuesta automática.")
            .WithName("AskRequestReview");
        credits
            .MapPost(
                "/requests/{id}/withdraw",
                (
                    string id,
                    CurrentMember member,
                    IdempotentCommand command,
                    HttpResponse response,
                    MoveRequest slice,
                    CancellationToken c
                ) => slice.AnswerAsync(id, member, RequestRules.Withdraw, command, response, c)
            )
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Retira tu solicitud mientras tu dinero no esté en camino.")
            .WithName("WithdrawRequest");
    }

    private async Task<Results<Ok<RequestView>, ProblemResult>> AnswerAsync(
        string id,
        CurrentMember member,
        Func<CreditRequest, DateTimeOffset, Result<RequestWalk>> decide,
        IdempotentCommand command,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var moved = await MoveAsync(id, member.MemberId, decide, command.Identity, cancellation);
        return await answers.OkAsync(moved, command, response, cancellation);
    }

    internal async Task<Result<KnownRequest>> MoveAsync(
        string id,
        string memberId,
        Func<CreditRequest, DateTimeOffset, Result<RequestWalk>> decide,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (await requests.FindOwnAsync(memberId, id, cancellation) is not { Request: var request })
        {
            return RequestErrors.NotFound;
        }

        await requests.ListOpenAsync(request, cancellation);
        var now = time.GetUtcNow();
        return await requests.ChangeAsync(id, command, before => decide(before, now), cancellation);
    }
}
