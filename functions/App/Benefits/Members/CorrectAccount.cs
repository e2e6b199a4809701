using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Members;

/// <summary>Another account for a payment that the bank returned, and the code that confirms it.</summary>
internal sealed record AccountCorrection(string Cci, string? ChallengeId, string? Code)
{
    public override string ToString() => nameof(AccountCorrection);
}

/// <summary>
/// The bank returned the money; the member gives another account and the same amount is ordered again as the next attempt. Where money
/// goes is as sensitive as that it goes: the policy table asks for a code bound to claim and account.
/// </summary>
internal sealed class CorrectAccount(ClaimStore claims, OperationGate gate, ClaimAnswers answers, TimeProvider time)
{
    private ClaimAnswers Answers { get; } = answers;

    internal const string Operation = "benefits.correct-account";

    internal static void Map(RouteGroupBuilder benefits) =>
        benefits
            .MapPost("/claims/{id}/account", HandleAsync)
            .RequireMember()
            .RequireOwnClaim()
            .RequireIdempotencyKey()
            .WithSummary("Corrige la cuenta de un pago que el banco devolvió. El código se pide con las partes: solicitud y CCI.")
            .WithName("CorrectAccount");

    private static async Task<Results<Ok<ClaimView>, ProblemResult>> HandleAsync(
        string id,
        AccountCorrection correction,
        CurrentMember member,
        IdempotentCommand command,
        HttpResponse response,
        CorrectAccount slice,
        CancellationToken cancellation
    ) => slice.Answers.Ok(await slice.CorrectAsync(id, correction, member, command.Identity, cancellation), response, command);

    internal async Task<Result<KnownClaim>> CorrectAsync(
        string id,
        AccountCorrection correction,
        CurrentMember member,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var cci = Cci.Parse(correction.Cci);
        if (cci.Error is { } invalid)
        {
            return invalid;
        }

        if (await claims.PeopleAsync(id, cancellation) is not { } people)
        {
            return BenefitErrors.ClaimNotFound;
        }

        var now = time.GetUtcNow();
        var payee = new ClaimPayee(null, null, cci.Value.Value);
        var change = new ClaimChange(command, new ClaimAct("correct-account", ClaimAct.Claimant, RegisterClaim.Self))
        {
            Personal = [ClaimPeople.Seal(people.Key, RegisterClaim.Self, payee)],
        };
        if (await claims.FindAsync(id, cancellation) is { State.Status: ClaimStatus.Returned })
        {
            var act = new SensitiveAct(Operation, OperationHash.Of(id, cci.Value.Value))
            {
                ChallengeId = correction.ChallengeId,
                Code = correction.Code,
            };
            var passed = await gate.PassAsync(member, act, command, cancellation);
            if (passed.Error is { } unproved)
            {
                return unproved;
            }
        }

        return await claims.ChangeAsync(id, change, claim => PaymentRules.Correct(claim, RegisterClaim.Self, now), cancellation);
    }
}
