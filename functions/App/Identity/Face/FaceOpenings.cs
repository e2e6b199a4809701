using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face;

/// <summary>A session that somebody wants to begin.</summary>
internal sealed record FaceOpening(FacePurpose Purpose, string Operation, string OperationHash, FaceConsentShown Consent)
{
    public bool ByOfficers { get; init; }

    /// <summary>For an enrolment: SHA-256 of the photo that follows, hex.</summary>
    public string? Announced { get; init; }
}

/// <summary>A session and the profile that it is part of.</summary>
internal sealed record OpenedFace(FaceProfile Profile, FaceSession Session);

/// <summary>
/// Commits the beginning of a session: the consent must be to the words in force, and sessions that were left open are settled first,
/// so that nobody gets more tries by never asking how they went.
/// </summary>
internal sealed class FaceOpenings(
    FaceStore faces,
    FaceOutcomes outcomes,
    ConsentCatalogue consents,
    FaceCheckOptions options,
    TimeProvider time
)
{
    private const string Purpose = "biometrics";
    private const string Channel = "app";

    internal async Task<Result<OpenedFace>> OpenAsync(
        FaceOpening wanted,
        CurrentMember member,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (!IsConsent(wanted.Consent))
        {
            return FaceRefusals.ConsentNeeded;
        }

        var id = faces.SessionOf(member.MemberId, command.CommandId);
        if ((await SettleOthersAsync(member.MemberId, id, command, cancellation)).Error is { } unsettled)
        {
            return unsettled;
        }

        var started = await faces.StepAsync(member.MemberId, command, "face-start", Start, cancellation);
        return started.Then<OpenedFace>(after => after.Find(id) is { } session ? new OpenedFace(after, session) : FaceRefusals.Ended);

        Result<Commit<FaceProfile>> Start(FaceProfile before)
        {
            var now = time.GetUtcNow();
            var session = New(id, wanted, member.Device, now);
            return FaceRules
                .Start(before, session, wanted.ByOfficers, now, options)
                .Then<Commit<FaceProfile>>(after => Commit(after, session));
        }
    }

    /// <summary>Whether these are the words of today.</summary>
    internal bool IsConsent(FaceConsentShown? shown) => shown is not null && consents.IsCurrent(Purpose, shown.TextVersion, shown.TextHash);

    private FaceSession New(string id, FaceOpening wanted, string device, DateTimeOffset now)
    {
        var consent = new FaceConsent(wanted.Consent.TextVersion, wanted.Consent.TextHash, Channel, now);
        return new(id, wanted.Purpose, wanted.Operation, wanted.OperationHash, device, consent, now, now + options.SessionLife)
        {
            Announced = wanted.Announced,
        };
    }

    private static Commit<FaceProfile> Commit(FaceProfile after, FaceSession session)
    {
        var happened = new FaceSessionStarted(session.Id, session.Purpose, session.Operation, session.OperationHash, session.Consent);
        return new Commit<FaceProfile>(after)
        {
            Events = [FaceEvents.Started.With(happened)],
            Due = [FaceStore.Due(FaceEvents.SessionDue, after.MemberId, session.Id, session.ExpiresAt)],
        };
    }

    private async Task<Result<Done>> SettleOthersAsync(string memberId, string own, CommandIdentity command, CancellationToken cancellation)
    {
        var profile = await faces.FindAsync(memberId, cancellation);
        foreach (var session in profile?.Sessions.Where(session => session.IsOpen && session.Id != own) ?? [])
        {
            var step = command with { CommandId = $"{session.Id}-{command.CommandId}" };
            var settled = await outcomes.SettleAsync(profile!, session, null, over: true, step, cancellation);
            if (settled.Error is { } failed && failed != FaceRefusals.Ended)
            {
                return failed;
            }
        }

        return Done.Value;
    }
}
