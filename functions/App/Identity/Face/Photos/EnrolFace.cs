using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Face;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face.Photos;

/// <summary>A photo that shall become the reference.</summary>
/// <param name="PhotoSha256">Hex; the code was asked for this photo and no other.</param>
internal sealed record WantedEnrolment(string ChallengeId, string Code, string PhotoSha256, FaceConsentShown Consent)
{
    /// <summary>Without the code, which may stand in nobody's log.</summary>
    public override string ToString() => $"{nameof(WantedEnrolment)} {ChallengeId}";
}

/// <summary>
/// Announces a reference photo, the first or a new one. It takes the member's code for that very photo, and counts only once an officer
/// has seen that it shows the member: a stolen phone enrols nobody.
/// </summary>
internal sealed class EnrolFace(
    OperationGate gate,
    FaceOpenings openings,
    FaceStore faces,
    FaceVerifiers verifiers,
    FaceCheckOptions options,
    TimeProvider time
)
{
    internal const string Operation = "identity.enrol-face";

    private const int HashLength = 64;

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/face-enrolments", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Anuncia la foto con la que se comparará tu rostro.")
            .WithName("EnrolFace");

    private static async Task<Results<Created<FaceOnItsWay>, ProblemResult>> HandleAsync(
        WantedEnrolment wanted,
        CurrentMember member,
        IdempotentCommand command,
        EnrolFace slice,
        CancellationToken cancellation
    ) =>
        (await slice.EnrolAsync(wanted, member, command.Identity, cancellation)).ToCreated(started =>
            $"/api/v1/identity/face-sessions/{started.SessionId}"
        );

    internal async Task<Result<FaceOnItsWay>> EnrolAsync(
        WantedEnrolment wanted,
        CurrentMember member,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (wanted.PhotoSha256 is not { Length: HashLength } hash || !hash.All(char.IsAsciiHexDigit))
        {
            return FaceRefusals.PhotoDiffers;
        }

        // Asked before the code is spent.
        if (!openings.IsConsent(wanted.Consent))
        {
            return FaceRefusals.ConsentNeeded;
        }

        var act = new SensitiveAct(Operation, OperationHash.Of(hash)) { ChallengeId = wanted.ChallengeId, Code = wanted.Code };
        var passed = await gate.PassAsync(member, act, command, cancellation);
        if (passed.Error is { } refused)
        {
            return refused;
        }

        var opening = new FaceOpening(FacePurpose.Enrolment, Operation, act.Hash, wanted.Consent)
        {
            ByOfficers = true,
            Announced = hash.ToLowerInvariant(),
        };
        var opened = await openings.OpenAsync(opening, member, command, cancellation);
        return opened.Error is { } closed ? closed : await RunAsync(opened.Value.Session, member.MemberId, command, cancellation);
    }

    private async Task<Result<FaceOnItsWay>> RunAsync(
        FaceSession session,
        string memberId,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var run = await faces.StepAsync(
            memberId,
            command,
            "face-run",
            before =>
                FaceRules
                    .Run(before, session.Id, verifiers.Officers.Name, null, before.Reference?.Sha256)
                    .Then<Commit<FaceProfile>>(after => new Commit<FaceProfile>(after)),
            cancellation
        );
        return run.Then<FaceOnItsWay>(after => new FaceOnItsWay(
            session.Id,
            "photo",
            null,
            session.ExpiresAt,
            FaceRules.TriesLeft(after, time.GetUtcNow(), options)
        ));
    }
}
