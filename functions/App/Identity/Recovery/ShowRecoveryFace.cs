using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Face;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Face;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Recovery;

/// <summary>Which words about faces were on the screen.</summary>
internal sealed record RecoveryFace(FaceConsentShown Consent);

/// <summary>
/// Opens the camera for the way back: the face is compared with the reference on file. Who has none there, or is nobody, is compared with
/// the picture of a stranger and sees the same (decision 24). Five tries in a row that fail close this way for a day; it is counted apart
/// from the member's own camera.
/// </summary>
internal sealed class ShowRecoveryFace(
    RecoveryStore recoveries,
    RecoveryReferences references,
    FaceOpenings openings,
    FaceRuns runs,
    FaceVerifiers verifiers,
    TimeProvider time
)
{
    internal static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/recoveries/{id}/face", HandleAsync)
            .RequireDevice()
            .RequireIdempotencyKey()
            .WithSummary("Abre la cámara para recuperar la cuenta con el rostro.")
            .WithName("ShowRecoveryFace");

    private static async Task<Results<Created<FaceOnItsWay>, ProblemResult>> HandleAsync(
        string id,
        RecoveryFace body,
        CurrentDevice device,
        IdempotentCommand command,
        ShowRecoveryFace slice,
        CancellationToken cancellation
    ) =>
        (await slice.ShowAsync(id, body, device.Thumbprint, command.Identity, cancellation)).ToCreated(started =>
            $"/api/v1/identity/recoveries/{id}"
        );

    internal async Task<Result<FaceOnItsWay>> ShowAsync(
        string id,
        RecoveryFace wish,
        string device,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var found = await recoveries.OfAsync(id, device, cancellation);
        var open = found.Then(lost => RecoveryRules.MayShowFace(lost, time.GetUtcNow()));
        if (open is not { IsSuccess: true, Value: var lost })
        {
            return open.Error!;
        }

        var act = StartRecovery.ActOf(lost);
        var opening = new FaceOpening(FacePurpose.Recovery, act.Operation, act.Hash, wish.Consent);
        var opened = await openings.OpenAsync(opening, new CurrentMember(lost.Subject, id, device), command, cancellation);
        if (opened.Error is { } refused)
        {
            return refused;
        }

        var reference = await references.OfAsync(lost, cancellation);
        var run = await runs.RunAsync(opened.Value, reference, verifiers.Chosen, command, cancellation);
        return run.Error == FaceErrors.NotApproved ? RecoveryErrors.AtOffice : run;
    }
}
