using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Credits.Requests.Asking;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Requests.Paying;

/// <summary>
/// A bought debt is closed when its lender says so in a letter (row D18). The member sends the letter; one that is missing after thirty
/// days is shown to officers.
/// </summary>
internal sealed class ClosingLetters(RequestStore requests, RequestAnswers answers, BlobVault vault, TimeProvider time)
{
    private RequestAnswers Answers => answers;

    /// <summary>Ten years after the end of a contract (Civil Code, prescription; domain.md §3.1); a credit lasts at most ten.</summary>
    private const int KeptYears = 20;
    private const int LargestLetter = 4 * 1024 * 1024;

    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapPost("/requests/{id}/debts/{line:int}/closing-letter", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .AcceptsUpTo(LargestLetter)
            .WithSummary("Envía la carta que dice que ya no debes en la otra entidad (PDF).")
            .WithName("PutClosingLetter");

    private static async Task<Results<Ok<RequestView>, ProblemResult>> HandleAsync(
        string id,
        int line,
        HttpRequest http,
        CurrentMember member,
        IdempotentCommand command,
        HttpResponse response,
        ClosingLetters slice,
        CancellationToken cancellation
    )
    {
        using var letter = new MemoryStream();
        await http.Body.CopyToAsync(letter, cancellation);
        var taken = await slice.TakeAsync(id, line, letter.ToArray(), member.MemberId, command.Identity, cancellation);
        return await slice.Answers.OkAsync(taken, command, response, cancellation);
    }

    internal async Task<Result<KnownRequest>> TakeAsync(
        string id,
        int line,
        byte[] letter,
        string memberId,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (await requests.FindOwnAsync(memberId, id, cancellation) is not { Request: var request })
        {
            return RequestErrors.NotFound;
        }

        if (!letter.AsSpan().StartsWith("%PDF-"u8))
        {
            return RequestErrors.LetterInvalid;
        }

        var now = time.GetUtcNow();
        if (PayoutRules.LetterReceived(request, line, "", now).Error is { } outOfTurn)
        {
            return await requests.ChangeAsync(id, command, _ => outOfTurn, cancellation);
        }

        var name = $"credits/{id}/closing-letter-{line}-{command.BodyHash[..16]}.pdf";
        var kept = await vault.PutAsync(name, letter, "application/pdf", now.AddYears(KeptYears), cancellation);
        return kept.Error is { } unkept
            ? unkept
            : await requests.ChangeAsync(
                id,
                command,
                before => PayoutRules.LetterReceived(before, line, kept.Value.Sha256, now),
                cancellation
            );
    }

    /// <summary>The month is over.</summary>
    internal Task<MessageOutcome> WatchAsync(LetterDue due, MessageContext context, CancellationToken cancellation) =>
        requests.ApplyAsync(due.RequestId, context, before => PayoutRules.LetterOverdue(before, due.Line, time.GetUtcNow()), cancellation);
}
