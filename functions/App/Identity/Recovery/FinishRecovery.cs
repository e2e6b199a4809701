using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Face;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Recovery;

/// <summary>Which showing of the face is over.</summary>
/// <param name="Digest">As the phone's kit gives it; what differs from the provider's word is a trick.</param>
internal sealed record RecoveryShown(string FaceSession, string? Digest);

/// <summary>
/// Fetches the outcome, server to server. When it is the member, the new number takes the old one's place: Membership tells every other
/// context, the old number is told, devices and sessions of before end and the cool-down begins. A face is good for its own try, once.
/// </summary>
internal sealed class FinishRecovery(
    RecoveryStore recoveries,
    FaceStore faces,
    FaceOutcomes outcomes,
    PhoneRecoveries phones,
    FaceCheckOptions options,
    TimeProvider time
)
{
    private const int LongestDigest = 128;

    internal static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/recoveries/{id}/result", HandleAsync)
            .RequireDevice()
            .RequireIdempotencyKey()
            .WithSummary("Pide el resultado del rostro y, si eres tú, deja tu celular nuevo en la cuenta.")
            .WithName("FinishRecovery");

    private static async Task<Results<Ok<RecoveryOutcome>, ProblemResult>> HandleAsync(
        string id,
        RecoveryShown body,
        CurrentDevice device,
        IdempotentCommand command,
        FinishRecovery slice,
        CancellationToken cancellation
    ) => (await slice.FinishAsync(id, body, device.Thumbprint, command.Identity, cancellation)).ToOk();

    internal async Task<Result<RecoveryOutcome>> FinishAsync(
        string id,
        RecoveryShown shown,
        string device,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var found = await recoveries.OfAsync(id, device, cancellation);
        if (found is not { IsSuccess: true, Value: var lost })
        {
            return found.Error!;
        }

        var profile = await faces.FindAsync(lost.Subject, cancellation);
        if (profile?.Find(shown.FaceSession) is not { } session || session.OperationHash != StartRecovery.ActOf(lost).Hash)
        {
            return FaceRefusals.NotFound;
        }

        var settled = session.IsOpen ? await SettleAsync(profile, session, shown.Digest, command, cancellation) : profile;
        if (settled is not { IsSuccess: true, Value: var after })
        {
            return settled.Error!;
        }

        var face = FaceSessionView.Of(after, after.Find(session.Id)!, time.GetUtcNow(), options);
        return face.Outcome == "match" && lost.MemberId is { } member
            ? await BindAsync(lost, member, session.Id, face.TriesLeft, cancellation)
            : RecoveryOutcome.Of(lost, face);
    }

    private Task<Result<FaceProfile>> SettleAsync(
        FaceProfile profile,
        FaceSession session,
        string? digest,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var told = digest is { Length: > LongestDigest } ? "" : digest;
        return outcomes.SettleAsync(profile, session, told, time.GetUtcNow() >= session.ExpiresAt, command, cancellation);
    }

    /// <summary>Under the try's own name: whoever died in between, or asks again, comes to the same binding.</summary>
    private async Task<Result<RecoveryOutcome>> BindAsync(
        LostAccount lost,
        string member,
        string faceSession,
        int triesLeft,
        CancellationToken cancellation
    )
    {
        if (lost.State == RecoveryState.Done)
        {
            return lost.FaceSession == faceSession ? RecoveryOutcome.Matched(lost, triesLeft) : RecoveryErrors.Over;
        }

        if (RecoveryRules.MayShowFace(lost, time.GetUtcNow()).Error is { } over)
        {
            return over;
        }

        if (await recoveries.NumberOfAsync(lost.Id, cancellation) is not { } number)
        {
            return RecoveryErrors.Over;
        }

        var command = new CommandIdentity($"recover-{lost.Id}", lost.Id, "");
        var bound = await phones.BindAsync(member, number, new PhoneProof(lost.Id, faceSession), command, cancellation);
        if (bound.Error is { } refused)
        {
            return refused;
        }

        var done = await recoveries.StepAsync(lost.Id, command, "done", Finish, cancellation);
        return done.Then<RecoveryOutcome>(after => RecoveryOutcome.Matched(after, triesLeft));

        Result<Commit<LostAccount>> Finish(LostAccount? before) =>
            new Commit<LostAccount>(RecoveryRules.Finish(before!, faceSession, time.GetUtcNow()))
            {
                Events = [RecoveryEvents.Recovered.With(new RecoveryStep(lost.Id, lost.AccountId, faceSession))],
            };
    }
}
