using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face;

/// <summary>
/// A member takes the leave for biometrics back (Law 29733): the reference is forgotten and its photo purged, with every photo that
/// waits. One that was enrolled after the withdrawal rests on a consent of its own and stays.
/// </summary>
internal sealed class WhenBiometricsWithdrawn(FaceStore faces, TimeProvider time)
{
    private const string Purpose = "biometrics";

    internal async Task<MessageOutcome> HandleAsync(ConsentWithdrawn withdrawn, MessageContext context, CancellationToken cancellation)
    {
        if (withdrawn.Purpose != Purpose || await faces.FindAsync(withdrawn.MemberId, cancellation) is null)
        {
            return MessageOutcome.Done;
        }

        var command = new CommandIdentity(context.Id, context.Id, "");
        return MessageOutcome.From(await faces.StepAsync(withdrawn.MemberId, command, "face-withdrawn", Decide, cancellation));

        Result<Commit<FaceProfile>> Decide(FaceProfile before)
        {
            var after = FaceRules.Forget(before, withdrawn.At);
            var now = time.GetUtcNow();
            return new Commit<FaceProfile>(after)
            {
                Due = [.. Photos(before).Except(Photos(after)).Select(id => FaceStore.Due(FaceEvents.MediaDue, before.MemberId, id, now))],
            };
        }
    }

    /// <summary>Sessions whose photos are on file.</summary>
    private static IEnumerable<string> Photos(FaceProfile profile) =>
        profile
            .Sessions.Select(session => session.Photo)
            .Append(profile.Reference)
            .OfType<FacePhoto>()
            .Select(photo => photo.Name.Split('/')[^1]);
}
