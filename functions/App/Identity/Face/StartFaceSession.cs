using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Face.Photos;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Face;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Face;

/// <summary>The consent as the phone sends it: which words were on the screen.</summary>
internal sealed record FaceConsentShown(string TextVersion, string TextHash);

/// <summary>The act that the face is wanted for.</summary>
/// <param name="Parts">As for its code.</param>
/// <param name="Officers">The member wants people to look at a photo instead of the camera.</param>
internal sealed record WantedFace(string Operation, IReadOnlyList<string> Parts, FaceConsentShown Consent, bool Officers = false);

/// <summary>
/// Begins the verification of a face for one act (row D10): consent, limits, provider, in this order. The provider's token is handed to
/// the phone and stored nowhere; a command that is repeated asks the provider for it again.
/// </summary>
internal sealed class StartFaceSession(
    FaceOpenings openings,
    FaceRuns runs,
    FacePhotos photos,
    FaceVerifiers verifiers,
    OperationPolicies policies
)
{
    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/face-sessions", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Empieza a verificar el rostro para un trámite.")
            .WithName("StartFaceSession");

    private static async Task<Results<Created<FaceOnItsWay>, ProblemResult>> HandleAsync(
        WantedFace wanted,
        CurrentMember member,
        IdempotentCommand command,
        StartFaceSession slice,
        CancellationToken cancellation
    ) =>
        (await slice.StartAsync(wanted, member, command.Identity, cancellation)).ToCreated(started =>
            $"/api/v1/identity/face-sessions/{started.SessionId}"
        );

    internal async Task<Result<FaceOnItsWay>> StartAsync(
        WantedFace wanted,
        CurrentMember member,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (policies.For(wanted.Operation) is not { IsSuccess: true, Value: { Face: true, Who: "member" } })
        {
            return FaceRefusals.OperationUnknown;
        }

        if (!RequestChallenge.AreParts(wanted.Parts))
        {
            return OtpErrors.PartsInvalid;
        }

        var opening = new FaceOpening(FacePurpose.Operation, wanted.Operation, OperationHash.Of(wanted.Parts), wanted.Consent)
        {
            ByOfficers = wanted.Officers || verifiers.Chosen == verifiers.Officers,
        };
        var opened = await openings.OpenAsync(opening, member, command, cancellation);
        return opened.Error is { } refused ? refused : await RunAsync(opened.Value, opening.ByOfficers, command, cancellation);
    }

    private async Task<Result<FaceOnItsWay>> RunAsync(
        OpenedFace opened,
        bool byOfficers,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (
            opened.Profile.Reference is not { } kept
            || await photos.OpenAsync(opened.Profile.MemberId, kept, cancellation) is not { } image
        )
        {
            return FaceRefusals.NoReference;
        }

        var reference = new FaceReference(image, kept.ContentType, kept.Sha256);
        var begun = await runs.RunAsync(opened, reference, byOfficers ? verifiers.Officers : verifiers.Chosen, command, cancellation);
        return begun.Error == FaceErrors.NotApproved
            ? await runs.RunAsync(opened, reference, verifiers.Officers, command, cancellation)
            : begun;
    }
}
