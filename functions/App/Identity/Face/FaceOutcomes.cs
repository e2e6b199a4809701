using System.Text.Json;
using Serverless.App.Identity.Face.Photos;
using Serverless.Platform.Face;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face;

/// <summary>
/// Asks the provider for an outcome and keeps it: read, commit, and only then make the provider forget. Whoever dies in between leaves
/// the rest to the session's due message.
/// </summary>
internal sealed class FaceOutcomes(FaceStore faces, FaceVerifiers verifiers, FaceCheckOptions options, TimeProvider time)
{
    /// <param name="over">The time is over: a session without an outcome expires, its failed tries counted.</param>
    /// <returns>The profile after it, <c>identity.face-not-finished</c>, or <c>face.unavailable</c>.</returns>
    internal async Task<Result<FaceProfile>> SettleAsync(
        FaceProfile profile,
        FaceSession session,
        string? phoneDigest,
        bool over,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var verifier = verifiers.Named(session.Provider);
        var reading = await ReadAsync(verifier, session, phoneDigest, cancellation);
        if (reading.Error is { } failed)
        {
            return failed;
        }

        if (reading.Value is not { Decision: not FaceDecision.Pending } && !over)
        {
            return FaceRefusals.NotFinished;
        }

        var kept = await KeepAsync(profile.MemberId, session.Id, reading.Value, command, cancellation);
        if (kept.IsSuccess)
        {
            // A provider that does not answer now is asked once more when the session's due message comes.
            _ = await ForgetAsync(session, cancellation);
        }

        return kept;
    }

    /// <summary>Makes the provider forget the session and its images.</summary>
    internal async Task<Result<Done>> ForgetAsync(FaceSession session, CancellationToken cancellation) =>
        session.ProviderSession is not null && verifiers.Named(session.Provider) is { } verifier
            ? await verifier.EndAsync(session.ProviderSession, cancellation)
            : Done.Value;

    /// <summary>What decisions are kept as: outcome, count of failures, lock, and the hash of what it all rests on.</summary>
    internal Result<Commit<FaceProfile>> Commit(FaceProfile before, string sessionId, FaceReading reading)
    {
        var now = time.GetUtcNow();
        var hash = HashOf(reading.Facts);
        return FaceRules
            .Decide(before, sessionId, reading, hash, now, options)
            .Then<Commit<FaceProfile>>(after =>
            {
                var decided = new FaceDecided(sessionId, after.Find(sessionId)!.Status, reading.Reason, hash, reading.Facts);
                return new Commit<FaceProfile>(after) { Events = [FaceEvents.Decided.With(decided), .. Locked(before, after, sessionId)] };
            });
    }

    private static async Task<Result<FaceReading?>> ReadAsync(
        IFaceVerifier? verifier,
        FaceSession session,
        string? phoneDigest,
        CancellationToken cancellation
    )
    {
        if (verifier is null || session.Status == FaceSessionStatus.Created)
        {
            return (FaceReading?)null;
        }

        var question = new FaceQuestion(session.ProviderSession, session.ReferenceHash ?? "", phoneDigest) { Votes = session.Votes };
        var reading = await verifier.ReadAsync(question, cancellation);
        return reading.Error == FaceErrors.SessionGone ? (FaceReading?)null
            : reading.Error is { } failed ? failed
            : reading.Value;
    }

    private Task<Result<FaceProfile>> KeepAsync(
        string memberId,
        string sessionId,
        FaceReading? reading,
        CommandIdentity command,
        CancellationToken cancellation
    ) =>
        faces.StepAsync(
            memberId,
            command,
            "face-outcome",
            before =>
                reading is { Decision: not FaceDecision.Pending }
                    ? Commit(before, sessionId, reading)
                    : FaceRules
                        .Expire(before, sessionId, reading?.FailedTries ?? 0, time.GetUtcNow(), options)
                        .Then<Commit<FaceProfile>>(after => new Commit<FaceProfile>(after)
                        {
                            Events = [.. Locked(before, after, sessionId)],
                        }),
            cancellation
        );

    private static IEnumerable<NewEvent> Locked(FaceProfile before, FaceProfile after, string sessionId)
    {
        if (after.LockedUntil is { } until && until != before.LockedUntil)
        {
            yield return FaceEvents.Locked.With(new FaceLocked(sessionId, until));
        }
    }

    private static string HashOf(FaceFacts facts) =>
        FacePhotos.HashOf(JsonSerializer.SerializeToUtf8Bytes(facts, FaceJson.Default.FaceFacts));
}
