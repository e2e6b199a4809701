using Serverless.App.Identity.Face.Photos;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face;

/// <summary>
/// Ends what nobody ended: sessions whose time is over, and photos that were kept long enough. A provider that does not answer is asked
/// again later; it is no failed message (decision 19).
/// </summary>
internal sealed class WhenFaceDue(FaceStore faces, FaceOutcomes outcomes, FacePhotos photos, FaceCheckOptions options, TimeProvider time)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan GiveUp = TimeSpan.FromDays(1);

    internal async Task<MessageOutcome> EndSessionAsync(FaceDue due, MessageContext context, CancellationToken cancellation)
    {
        var profile = await faces.FindAsync(due.MemberId, cancellation);
        if (profile?.Find(due.SessionId) is not { } session)
        {
            return MessageOutcome.Done;
        }

        var now = time.GetUtcNow();
        var command = new CommandIdentity(context.Id, context.Id, "");
        if (session.Status == FaceSessionStatus.InReview && now < session.StartedAt + options.ReviewLife)
        {
            return await LaterAsync(due, command, session.StartedAt + options.ReviewLife, cancellation);
        }

        if (!session.IsOpen && session.Status != FaceSessionStatus.InReview)
        {
            return MessageOutcome.From(await outcomes.ForgetAsync(session, cancellation));
        }

        var settled = await outcomes.SettleAsync(profile, session, null, over: true, command, cancellation);
        return settled.Error is { Kind: ErrorKind.Unavailable } && now < session.ExpiresAt + GiveUp
                ? await LaterAsync(due, command, now + AskAgain, cancellation)
            : settled.Error == FaceRefusals.Ended ? MessageOutcome.Done
            : MessageOutcome.From(settled);
    }

    /// <summary>The photo of a session is purged unless it has become the reference, whether the session is still remembered or not.</summary>
    internal async Task<MessageOutcome> PurgeAsync(FaceDue due, MessageContext context, CancellationToken cancellation)
    {
        var profile = await faces.FindAsync(due.MemberId, cancellation);
        var name = FacePhotos.NameOf(faces.IdOf(due.MemberId), due.SessionId);
        if (profile is null || profile.Reference?.Name == name)
        {
            return MessageOutcome.Done;
        }

        await photos.PurgeAsync(name, cancellation);
        var command = new CommandIdentity(context.Id, context.Id, "");
        return MessageOutcome.From(await faces.StepAsync(due.MemberId, command, "face-purge", Decide, cancellation));

        Result<Commit<FaceProfile>> Decide(FaceProfile before) =>
            new Commit<FaceProfile>(before.Find(due.SessionId) is { } session ? before.With(session with { Photo = null }) : before)
            {
                Events = [FaceEvents.MediaPurged.With(due)],
            };
    }

    private async Task<MessageOutcome> LaterAsync(
        FaceDue due,
        CommandIdentity command,
        DateTimeOffset at,
        CancellationToken cancellation
    ) =>
        MessageOutcome.From(
            await faces.StepAsync(
                due.MemberId,
                command,
                "face-later",
                before => new Commit<FaceProfile>(before) { Due = [FaceStore.Due(FaceEvents.SessionDue, due.MemberId, due.SessionId, at)] },
                cancellation
            )
        );
}
