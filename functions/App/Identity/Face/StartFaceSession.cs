using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Face.Photos;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Face;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

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
    FaceStore faces,
    FaceOpenings openings,
    FacePhotos photos,
    FaceVerifiers verifiers,
    OperationPolicies policies,
    FaceCheckOptions options,
    TimeProvider time
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
        return opened.Error is { } refused
            ? refused
            : await RunAsync(opened.Value.Profile, opened.Value.Session, opening.ByOfficers, command, cancellation);
    }

    private async Task<Result<FaceOnItsWay>> RunAsync(
        FaceProfile profile,
        FaceSession session,
        bool byOfficers,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (session.Status != FaceSessionStatus.Created)
        {
            return session.Status == FaceSessionStatus.Running && verifiers.Named(session.Provider) is { } running
                ? Answer(profile, session, await running.ResumeAsync(session.ProviderSession, cancellation))
                : FaceRefusals.Ended;
        }

        var verifier = byOfficers ? verifiers.Officers : verifiers.Chosen;
        var ticket = await BeginAsync(verifier, profile, session, cancellation);
        if (ticket.Error == FaceErrors.NotApproved)
        {
            verifier = verifiers.Officers;
            ticket = await BeginAsync(verifier, profile, session, cancellation);
        }

        if (ticket.Error is { } failed)
        {
            return failed;
        }

        var run = await faces.StepAsync(
            profile.MemberId,
            command,
            "face-run",
            before =>
                FaceRules
                    .Run(before, session.Id, verifier.Name, ticket.Value.ProviderSession)
                    .Then<Commit<FaceProfile>>(after => new Commit<FaceProfile>(after)),
            cancellation
        );
        return run.Then(after => Answer(after, after.Find(session.Id)!, ticket));
    }

    private async Task<Result<FaceTicket>> BeginAsync(
        IFaceVerifier verifier,
        FaceProfile profile,
        FaceSession session,
        CancellationToken cancellation
    )
    {
        var reference = profile.Reference!;
        if (await photos.OpenAsync(profile.MemberId, reference, cancellation) is not { } image)
        {
            return FaceRefusals.NoReference;
        }

        var device = DeviceNames.Of(profile.Id, session.Device);
        return await verifier.BeginAsync(new FaceWish(image, reference.ContentType, device, options.SessionLife), cancellation);
    }

    private Result<FaceOnItsWay> Answer(FaceProfile profile, FaceSession session, Result<FaceTicket> ticket) =>
        ticket.Then<FaceOnItsWay>(open => new FaceOnItsWay(
            session.Id,
            open.PhoneToken is null ? "photo" : "camera",
            open.PhoneToken,
            session.ExpiresAt,
            FaceRules.TriesLeft(profile, time.GetUtcNow(), options)
        ));
}
