using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Contracts.Documents;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Letters;

/// <summary>
/// The member takes the letter in force back; the legal heirs are paid then. The code is asked for <c>[member, document of the letter]</c>.
/// </summary>
internal sealed class RevokeLetter(LetterStore letters, VoidDocument voiding, OperationGate gate, TimeProvider time)
{
    internal const string Operation = "contracts.revoke-letter";

    internal static void Map(RouteGroupBuilder contracts) =>
        contracts
            .MapPost("/beneficiary-letters/current/revoke", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Retira tu carta de beneficiarios vigente.")
            .WithName("RevokeLetter");

    private static async Task<Results<Ok<LetterView>, ProblemResult>> HandleAsync(
        SignatureRequest request,
        CurrentMember member,
        IdempotentCommand command,
        RevokeLetter slice,
        CancellationToken cancellation
    ) => (await slice.RevokeAsync(member, request, command.Identity, cancellation)).ToOk();

    internal async Task<Result<LetterView>> RevokeAsync(
        CurrentMember member,
        SignatureRequest request,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var known = await letters.ReadAsync(member.MemberId, cancellation);
        var inForce = known.Book.Deciding;
        if (LetterRules.Revoke(known.Book, now).Error is { } outOfTurn)
        {
            return (await letters.ChangeAsync(member.MemberId, command, _ => outOfTurn, cancellation)).Then(Last);
        }

        var act = new SensitiveAct(Operation, OperationHash.Of(member.MemberId, inForce!.DocumentId))
        {
            ChallengeId = request.ChallengeId,
            Code = request.Code,
        };
        var passed = await gate.PassAsync(member, act, command, cancellation);
        if (passed.Error is { } refused)
        {
            return refused;
        }

        var revoked = await letters.ChangeAsync(member.MemberId, command, before => Commit(before, inForce.Version, now), cancellation);
        if (revoked.IsSuccess)
        {
            await voiding.VoidAsync(inForce.DocumentId, "revoked", cancellation);
        }

        return revoked.Then(Last);
    }

    private static Result<Commit<LetterBook>> Commit(LetterBook before, int version, DateTimeOffset now) =>
        before.Deciding?.Version != version
            ? LetterErrors.Changed
            : LetterRules
                .Revoke(before, now)
                .Then<Commit<LetterBook>>(after => new Commit<LetterBook>(after)
                {
                    Events =
                    [
                        LetterEvents.Revoked.With(
                            new LetterMoved(before.MemberId, version, before.Deciding.DocumentId, LetterStatus.Revoked, now)
                        ),
                    ],
                    Answer = new IdempotencyRecord(200, before.Deciding.DocumentId),
                });

    private static Result<LetterView> Last(LetterBook book) =>
        book.Letters.LastOrDefault(letter => letter.Status == LetterStatus.Revoked) is { } revoked
            ? LetterView.Of(revoked, null)
            : LetterErrors.None;
}
