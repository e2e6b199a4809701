using Serverless.Platform.Face;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face;

/// <summary>What happens to faces: ids, hashes and outcomes, never an image.</summary>
internal static class FaceEvents
{
    internal static readonly EventKind<FaceSessionStarted> Started = new(
        "identity.face-session-started",
        FaceJson.Default.FaceSessionStarted
    );

    internal static readonly EventKind<FaceDecided> Decided = new("identity.face-decided", FaceJson.Default.FaceDecided);

    internal static readonly EventKind<FaceLocked> Locked = new("identity.face-locked", FaceJson.Default.FaceLocked);

    internal static readonly EventKind<FacePhotoTaken> PhotoTaken = new("identity.face-photo-taken", FaceJson.Default.FacePhotoTaken);

    /// <summary>An officer looked at somebody's face.</summary>
    internal static readonly EventKind<FacePhotoSeen> PhotoSeen = new("identity.face-photo-seen", FaceJson.Default.FacePhotoSeen);

    internal static readonly EventKind<FaceVoted> Voted = new("identity.face-voted", FaceJson.Default.FaceVoted);

    internal static readonly EventKind<FaceEnrolled> Enrolled = new("identity.face-enrolled", FaceJson.Default.FaceEnrolled);

    /// <summary>A session's time is over: its outcome is asked for once more and the provider forgets it.</summary>
    internal static readonly EventKind<FaceDue> SessionDue = new("identity.face-session-due", FaceJson.Default.FaceDue);

    /// <summary>A photo that is no reference is to be purged.</summary>
    internal static readonly EventKind<FaceDue> MediaDue = new("identity.face-media-due", FaceJson.Default.FaceDue);

    internal static readonly EventKind<FaceDue> MediaPurged = new("identity.face-media-purged", FaceJson.Default.FaceDue);
}

internal sealed record FaceSessionStarted(
    string SessionId,
    FacePurpose Purpose,
    string Operation,
    string OperationHash,
    FaceConsent Consent
);

/// <param name="ResultHash">SHA-256 of <paramref name="Facts"/> as they stand here.</param>
internal sealed record FaceDecided(string SessionId, FaceSessionStatus Outcome, string Reason, string ResultHash, FaceFacts Facts);

internal sealed record FaceLocked(string SessionId, DateTimeOffset Until);

internal sealed record FacePhotoTaken(string SessionId, string Sha256, string Quality);

/// <param name="Which"><c>taken</c> or <c>reference</c>.</param>
internal sealed record FacePhotoSeen(string SessionId, string Which, string Officer);

internal sealed record FaceVoted(string SessionId, string Officer, FaceDecision Decision);

/// <param name="Officer">Who confirmed first that it is the member.</param>
/// <param name="Second">Who confirmed it too; absent in events from before a reference took two.</param>
internal sealed record FaceEnrolled(
    string SessionId,
    string Sha256,
    string Quality,
    string Officer,
    string? Replaced,
    string? Second = null
);

internal sealed record FaceDue(string MemberId, string SessionId);
