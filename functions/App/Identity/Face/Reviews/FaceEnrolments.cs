using Serverless.Platform.Face;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face.Reviews;

/// <summary>Makes a photo the reference on an officer's word; the one before it is purged, and one that was refused as well.</summary>
internal sealed class FaceEnrolments(FaceStore faces, FaceOutcomes outcomes, TimeProvider time)
{
    internal Task<Result<FaceProfile>> SettleAsync(
        FaceProfile profile,
        FaceSession session,
        CommandIdentity command,
        CancellationToken cancellation
    ) => faces.StepAsync(profile.MemberId, command, "face-enrol", before => Decide(before, session.Id), cancellation);

    private Result<Commit<FaceProfile>> Decide(FaceProfile before, string sessionId)
    {
        if (before.Find(sessionId) is not { Photo: { } photo, Votes: [var vote, ..] })
        {
            return FaceRefusals.ReviewOver;
        }

        var facts = new FaceFacts(FaceVerifiers.OfficersName, 1, null, null, null, photo.Sha256, null);
        var reading = new FaceReading(vote.Decision, vote.Decision == FaceDecision.Match ? "" : "OtherPerson", 0, facts);
        return outcomes.Commit(before, sessionId, reading).Then(decided => Enrol(before, decided, sessionId, photo, vote));
    }

    private Result<Commit<FaceProfile>> Enrol(
        FaceProfile before,
        Commit<FaceProfile> decided,
        string sessionId,
        FacePhoto photo,
        OfficerVote vote
    )
    {
        if (vote.Decision != FaceDecision.Match)
        {
            return decided with { Due = [FaceStore.Due(FaceEvents.MediaDue, before.MemberId, sessionId, time.GetUtcNow())] };
        }

        var session = decided.State.Find(sessionId)! with { Photo = null };
        var enrolled = new FaceEnrolled(sessionId, photo.Sha256, photo.Quality, vote.Officer, before.Reference?.Sha256);
        return decided with
        {
            State = decided.State.With(session) with { Reference = photo },
            Events = [.. decided.Events, FaceEvents.Enrolled.With(enrolled)],
            Due = before.Reference is { } old
                ? [FaceStore.Due(FaceEvents.MediaDue, before.MemberId, old.Name.Split('/')[^1], time.GetUtcNow())]
                : [],
        };
    }
}
