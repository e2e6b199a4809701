using Serverless.Platform.Face;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face;

/// <summary>What a face is compared with.</summary>
/// <param name="Sha256">Of the image, hex: the provider must have compared with this one.</param>
internal sealed record FaceReference(ReadOnlyMemory<byte> Image, string ContentType, string Sha256);

/// <summary>
/// Begins a session with a provider and keeps under which name the provider knows it. The provider's token is handed to the phone and
/// stored nowhere; a command that is repeated asks the provider for it again.
/// </summary>
internal sealed class FaceRuns(FaceStore faces, FaceVerifiers verifiers, FaceCheckOptions options, TimeProvider time)
{
    /// <returns>How the phone goes on; <c>face.…</c> when the provider does not begin.</returns>
    internal async Task<Result<FaceOnItsWay>> RunAsync(
        OpenedFace opened,
        FaceReference reference,
        IFaceVerifier verifier,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var (profile, session) = opened;
        if (session.Status != FaceSessionStatus.Created)
        {
            return session.Status == FaceSessionStatus.Running && verifiers.Named(session.Provider) is { } running
                ? Answer(profile, session, await running.ResumeAsync(session.ProviderSession, cancellation))
                : FaceRefusals.Ended;
        }

        var device = DeviceNames.Of(profile.Id, session.Device);
        var wish = new FaceWish(reference.Image, reference.ContentType, device, options.SessionLife);
        var ticket = await verifier.BeginAsync(wish, cancellation);
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
                    .Run(before, session.Id, verifier.Name, ticket.Value.ProviderSession, reference.Sha256)
                    .Then<Commit<FaceProfile>>(after => new Commit<FaceProfile>(after)),
            cancellation
        );
        return run.Then(after => Answer(after, after.Find(session.Id)!, ticket));
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
