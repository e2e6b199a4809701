using Serverless.Platform.Face;

namespace Serverless.App.Identity.Face;

/// <summary>How far one verification has come (domain.md section 5.1, IdentitySession).</summary>
internal enum FaceSessionStatus
{
    /// <summary>Committed, with a provider to be asked.</summary>
    Created,

    /// <summary>The phone has what it needs: a token for the liveness kit, or leave to send a photo.</summary>
    Running,

    /// <summary>A photo waits for officers.</summary>
    InReview,

    Matched,
    NoMatch,
    Inconclusive,

    /// <summary>Its time was over before there was a result.</summary>
    Expired,
}

/// <summary>The consent that a session cannot begin without: which words, by their hash (Law 29733, sensitive data).</summary>
internal sealed record FaceConsent(string TextVersion, string TextHash, string Channel, DateTimeOffset At);

/// <summary>
/// One verification of a member's face for one act: bound to the member, the device and the act, good once. Scores stay with the
/// provider's answer on the server; what is kept is the outcome and the hash of that answer.
/// </summary>
/// <param name="Operation">As the policy table names it.</param>
/// <param name="OperationHash">What exactly is to be done, as for codes.</param>
/// <param name="Device">Thumbprint.</param>
/// <param name="ExpiresAt">Until when it may end with a result, UTC.</param>
internal sealed record FaceSession(
    string Id,
    FacePurpose Purpose,
    string Operation,
    string OperationHash,
    string Device,
    FaceConsent Consent,
    DateTimeOffset StartedAt,
    DateTimeOffset ExpiresAt
)
{
    public FaceSessionStatus Status { get; init; }

    /// <summary>Who decides: <c>azure</c> or <c>officers</c>.</summary>
    public string Provider { get; init; } = "";

    /// <summary>The provider's own name for it.</summary>
    public string? ProviderSession { get; init; }

    /// <summary>SHA-256 of the reference that it was begun with, hex.</summary>
    public string? ReferenceHash { get; init; }

    /// <summary>SHA-256 of the photo that was announced for enrolment, hex: the code was for this photo and no other.</summary>
    public string? Announced { get; init; }

    /// <summary>The photo that was sent for officers to look at; null once it is purged or has become the reference.</summary>
    public FacePhoto? Photo { get; init; }

    public IReadOnlyList<OfficerVote> Votes { get; init; } = [];

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>SHA-256 of everything the decision rests on, hex.</summary>
    public string? ResultHash { get; init; }

    /// <summary>Why it is not a match, for the audit trail and the hint to the member; never a score.</summary>
    public string? Reason { get; init; }

    /// <summary>The command that used it up.</summary>
    public string? SpentBy { get; init; }

    /// <summary>Officers decide.</summary>
    internal bool IsReviewed => Provider == FaceVerifiers.OfficersName;

    /// <summary>Whether the outcome still has to be asked of the provider.</summary>
    internal bool IsOpen => Status is FaceSessionStatus.Created or FaceSessionStatus.Running;
}

/// <summary>What a photo is wanted for.</summary>
internal enum FacePurpose
{
    /// <summary>To prove that the member is present for one act.</summary>
    Operation,

    /// <summary>To become the reference that later photos are compared with.</summary>
    Enrolment,

    /// <summary>To come back after phone and number were lost.</summary>
    Recovery,
}

/// <summary>A photo as it was put away, encrypted.</summary>
/// <param name="Name">Of the blob: ids only.</param>
/// <param name="Sha256">Of the image itself, hex.</param>
/// <param name="Quality"><c>low</c>, <c>medium</c>, <c>high</c>, or <c>unknown</c> where nobody measures it.</param>
internal sealed record FacePhoto(string Name, string Sha256, string ContentType, string Quality, DateTimeOffset At);
