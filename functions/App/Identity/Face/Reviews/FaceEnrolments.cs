using Serverless.Platform.Face;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face.Reviews;

/// <summary>
/// Makes a photo the reference on the word of two officers, as for an act: what every later face is compared with is worth no less. The
/// one before it is purged, and one that was refused as well.
/// </summary>
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
        if (before.Find(sessionId) is not { Photo: { } photo } session)
        {
            return FaceRefusals.ReviewOver;
        }

        var decision = FourEyes.Decide(session.Votes);
        if (decision == FaceDecision.Pending)
        {
            return FaceRefusals.NotFinished;
        }

        var facts = new FaceFacts(FaceVerifiers.OfficersName, 1, null, null, null, photo.Sha256, null);
        var reading = new FaceReading(decision, FourEyes.ReasonOf(decision), 0, facts);
        return outcomes.Commit(before, sessionId, reading).Then(decided => Enrol(before, decided, session, photo, decision));
    }

    private Result<Commit<FaceProfile>> Enrol(
        FaceProfile before,
        Commit<FaceProfile> decided,
        FaceSession voted,
        FacePhoto photo,
        FaceDecision decision
    )
    {
        if (decision != FaceDecision.Match)
        {
            return decided with { Due = [FaceStore.Due(FaceEvents.MediaDue, before.MemberId, voted.Id, time.GetUtcNow())] };
        }

        var session = decided.State.Find(voted.Id)! with { Photo = null };
        var (first, second) = (voted.Votes[0].Officer, voted.Votes[1].Officer);
        var enrolled = new FaceEnrolled(voted.Id, photo.Sha256, photo.Quality, first, before.Reference?.Sha256, second);
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
