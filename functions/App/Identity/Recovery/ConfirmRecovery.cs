using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Codes;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Recovery;

/// <summary>The code that came to the new number.</summary>
internal sealed record RecoveryCode(string Code)
{
    public override string ToString() => nameof(RecoveryCode);
}

/// <summary>Takes the code: the new number is in the caller's hand. It opens nothing yet but the camera.</summary>
internal sealed class ConfirmRecovery(RecoveryStore recoveries, CodeGuesses guesses, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder routes)
    {
        routes
            .MapPost("/recoveries/{id}/confirm", HandleAsync)
            .RequireDevice()
            .RequireIdempotencyKey()
            .WithSummary("Confirma el celular nuevo con el código que le llegó.")
            .WithName("ConfirmRecovery");
        routes
            .MapGet("/recoveries/{id}", HandleGetAsync)
            .RequireDevice()
            .WithSummary("Muestra en qué paso va la recuperación de la cuenta.")
            .WithName("GetRecovery");
    }

    private static async Task<Results<Ok<RecoveryView>, ProblemResult>> HandleAsync(
        string id,
        RecoveryCode body,
        CurrentDevice device,
        IdempotentCommand command,
        ConfirmRecovery slice,
        CancellationToken cancellation
    ) => (await slice.ConfirmAsync(id, body.Code, device, command.Identity, cancellation)).ToOk();

    private static async Task<Results<Ok<RecoveryView>, ProblemResult>> HandleGetAsync(
        string id,
        CurrentDevice device,
        RecoveryStore recoveries,
        CancellationToken cancellation
    ) => (await recoveries.OfAsync(id, device.Thumbprint, cancellation)).Then<RecoveryView>(lost => RecoveryView.Of(lost)).ToOk();

    internal async Task<Result<RecoveryView>> ConfirmAsync(
        string id,
        string code,
        CurrentDevice device,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var found = await recoveries.OfAsync(id, device.Thumbprint, cancellation);
        if (found is not { IsSuccess: true, Value: var lost })
        {
            return found.Error!;
        }

        var act = StartRecovery.ActOf(lost);
        var guess = new Guess(lost.ChallengeId, lost.Device, act.Operation, act.Hash, code) { Proof = device.ProofId };
        var verified = await guesses.TakeAsync(guess, command, cancellation);
        if (verified.Error is { } wrong)
        {
            return wrong;
        }

        var proved = await recoveries.StepAsync(id, command, "number", Prove, cancellation);
        return proved.Then<RecoveryView>(after => RecoveryView.Of(after));

        Result<Commit<LostAccount>> Prove(LostAccount? before) =>
            RecoveryRules
                .ProveNumber(before!, time.GetUtcNow())
                .Then<Commit<LostAccount>>(after => new Commit<LostAccount>(after)
                {
                    Events = [RecoveryEvents.NumberProved.With(new RecoveryStep(id, after.AccountId, after.ChallengeId))],
                });
    }
}
