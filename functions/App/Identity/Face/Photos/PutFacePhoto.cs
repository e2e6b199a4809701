using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Face.Reviews;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Face;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face.Photos;

/// <summary>
/// Takes the photo of a session that officers decide, or of an enrolment: checked for format, size, hash and, where somebody can
/// measure it, quality; sealed; and put before the officers. The same photo again changes nothing.
/// </summary>
internal sealed class PutFacePhoto(
    FaceStore faces,
    FacePhotos photos,
    FaceReviews reviews,
    FaceVerifiers verifiers,
    FaceCheckOptions options,
    TimeProvider time
)
{
    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPut("/face-sessions/{id}/photo", HandleAsync)
            .RequireMember()
            .AcceptsUpTo(ImageHeader.LargestBytes)
            .WithSummary("Recibe la foto del rostro; su huella va en Content-Digest.")
            .WithName("PutFacePhoto");

    private static async Task<Results<Ok<FaceSessionView>, ProblemResult>> HandleAsync(
        string id,
        CurrentMember member,
        HttpRequest request,
        PutFacePhoto slice,
        CancellationToken cancellation
    )
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        var image = body.ToArray();
        var told = ContentDigest.Sha256(request.Headers["Content-Digest"]);
        return (
            told == FacePhotos.HashOf(image) ? await slice.PutAsync(id, image, member, cancellation) : FaceRefusals.PhotoDiffers
        ).ToOk();
    }

    /// <summary>Whether the session waits for this very photo, for one that comes in pieces.</summary>
    internal async Task<Result<Done>> ExpectAsync(string id, string hash, CurrentMember member, CancellationToken cancellation) =>
        await FindAsync(id, member, cancellation) is not { } found ? FaceRefusals.NotFound
        : IsTaken(found.Session, hash) ? Done.Value
        : Refusal(found.Session, hash) is { } refused ? refused
        : Done.Value;

    /// <summary>The session when it has this photo already; else null.</summary>
    internal async Task<FaceSessionView?> FindTakenAsync(string id, string hash, CurrentMember member, CancellationToken cancellation) =>
        await FindAsync(id, member, cancellation) is { } found && IsTaken(found.Session, hash)
            ? FaceSessionView.Of(found.Profile, found.Session, time.GetUtcNow(), options)
            : null;

    internal async Task<Result<FaceSessionView>> PutAsync(string id, byte[] image, CurrentMember member, CancellationToken cancellation)
    {
        if (await FindAsync(id, member, cancellation) is not ({ } profile, { } session))
        {
            return FaceRefusals.NotFound;
        }

        var hash = FacePhotos.HashOf(image);
        if (IsTaken(session, hash))
        {
            return FaceSessionView.Of(profile, session, time.GetUtcNow(), options);
        }

        var looked = await LookAsync(session, image, hash, cancellation);
        return looked.Error is { } refused ? refused : await KeepAsync(profile, session, image, looked.Value, cancellation);
    }

    private async Task<Result<PhotoQuality>> LookAsync(FaceSession session, byte[] image, string hash, CancellationToken cancellation)
    {
        if (Refusal(session, hash) is { } refused)
        {
            return refused;
        }

        var eye = session.Purpose == FacePurpose.Enrolment ? verifiers.Chosen : verifiers.Officers;
        return await eye.InspectAsync(image, cancellation);
    }

    private Error? Refusal(FaceSession session, string hash) =>
        session is not { Status: FaceSessionStatus.Running, IsReviewed: true } || time.GetUtcNow() >= session.ExpiresAt
            ? FaceRefusals.PhotoUnexpected
        : session.Announced is { } announced && announced != hash ? FaceRefusals.PhotoDiffers
        : null;

    private static bool IsTaken(FaceSession session, string hash) =>
        session is { Status: FaceSessionStatus.InReview, Photo: { } known } && known.Sha256 == hash;

    /// <summary>Null for a session that is another member's or was begun on another device.</summary>
    private async Task<(FaceProfile Profile, FaceSession Session)?> FindAsync(
        string id,
        CurrentMember member,
        CancellationToken cancellation
    ) =>
        await faces.FindAsync(member.MemberId, cancellation) is { } profile
        && profile.Find(id) is { } session
        && session.Device == member.Device
            ? (profile, session)
            : null;

    private async Task<Result<FaceSessionView>> KeepAsync(
        FaceProfile profile,
        FaceSession session,
        byte[] image,
        PhotoQuality quality,
        CancellationToken cancellation
    )
    {
        var key = await faces.EnsureKeyAsync(profile.MemberId, cancellation);
        if (key.Error is { } keyless)
        {
            return keyless;
        }

        var now = time.GetUtcNow();
        var photo = await photos.PutAsync(key.Value, profile.Id, session.Id, image, quality, now, cancellation);
        await reviews.PutAsync(profile.MemberId, session, cancellation);
        var once = $"{session.Id}-{photo.Sha256}";
        var command = new CommandIdentity(once, once, "");
        var kept = await faces.StepAsync(profile.MemberId, command, "face-photo", Decide, cancellation);
        return kept.Then<FaceSessionView>(after => FaceSessionView.Of(after, after.Find(session.Id)!, now, options));

        Result<Commit<FaceProfile>> Decide(FaceProfile before) =>
            before.Find(session.Id) is { Status: FaceSessionStatus.Running } running
                ? new Commit<FaceProfile>(before.With(running with { Status = FaceSessionStatus.InReview, Photo = photo }))
                {
                    Events = [FaceEvents.PhotoTaken.With(new FacePhotoTaken(session.Id, photo.Sha256, photo.Quality))],
                    Due = [FaceStore.Due(FaceEvents.MediaDue, before.MemberId, session.Id, now + options.KeepMedia)],
                }
                : FaceRefusals.PhotoUnexpected;
    }
}
