using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Credits.Requests.Asking;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests.Paying;

/// <summary>Another account after the bank refused one.</summary>
/// <param name="Line">0 for the member's own, else the number of the debt.</param>
internal sealed record AccountCorrection(int Line, string Cci, string? ChallengeId, string? Code)
{
    /// <summary>Without account and code.</summary>
    public override string ToString() => nameof(AccountCorrection);
}

/// <summary>
/// The member names another account, with a code that is bound to this very account: whoever could change where the money goes could
/// take it. The payments that were not made are then ordered again.
/// </summary>
internal sealed class CorrectPayoutAccount(RequestStore requests, RequestAnswers answers, OperationGate gate, TimeProvider time)
{
    private RequestAnswers Answers => answers;

    private const string Operation = "credits.correct-payout-account";

    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapPost("/requests/{id}/account", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Corrige la cuenta que el banco no aceptó.")
            .WithName("CorrectPayoutAccount");

    private static async Task<Results<Ok<RequestView>, ProblemResult>> HandleAsync(
        string id,
        AccountCorrection correction,
        CurrentMember member,
        IdempotentCommand command,
        HttpResponse response,
        CorrectPayoutAccount slice,
        CancellationToken cancellation
    )
    {
        var corrected = await slice.CorrectAsync(id, correction, member, command.Identity, cancellation);
        return await slice.Answers.OkAsync(corrected, command, response, cancellation);
    }

    internal async Task<Result<KnownRequest>> CorrectAsync(
        string id,
        AccountCorrection correction,
        CurrentMember member,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (Cci.Parse(correction.Cci).Error is { } wrong)
        {
            return wrong;
        }

        if (await requests.FindOwnAsync(member.MemberId, id, cancellation) is not { Request: var request })
        {
            return RequestErrors.NotFound;
        }

        var now = time.GetUtcNow();
        if (RequestRules.Retry(request, now).Error is { } outOfTurn)
        {
            return await requests.ChangeAsync(id, command, _ => outOfTurn, cancellation);
        }

        if (correction.Line != 0 && request.Lines.All(line => line.Number != correction.Line))
        {
            return RequestErrors.Invalid;
        }

        var hash = OperationHash.Of(id, correction.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), correction.Cci);
        var act = new SensitiveAct(Operation, hash) { ChallengeId = correction.ChallengeId, Code = correction.Code };
        var passed = await gate.PassAsync(member, act, command, cancellation);
        return passed.Error is { } denied
            ? denied
            : await requests.ChangeAccountsAsync(
                id,
                command,
                before => RequestRules.Retry(before, now),
                accounts => new PayeeAccounts(accounts.Ccis.SetItem(correction.Line, correction.Cci)),
                cancellation
            );
    }
}
