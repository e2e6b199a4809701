using Serverless.Platform.Kernel;

namespace Serverless.Platform.Face;

/// <summary>What came of looking at somebody's face.</summary>
public enum FaceDecision
{
    /// <summary>Nobody has decided yet.</summary>
    Pending,

    /// <summary>A live person, and the one of the reference.</summary>
    Match,

    /// <summary>Somebody else, or no living person.</summary>
    NoMatch,

    /// <summary>Could not be told: light, mask, movement, two officers who disagree.</summary>
    Inconclusive,
}

/// <summary>A verification that is about to begin.</summary>
/// <param name="Reference">The image that the person is compared with, JPEG or PNG.</param>
/// <param name="Device">Names the phone to the provider; says nothing about the member.</param>
/// <param name="Life">How long the phone may take.</param>
public sealed record FaceWish(ReadOnlyMemory<byte> Reference, string ContentType, Guid Device, TimeSpan Life);

/// <summary>How the phone goes on.</summary>
/// <param name="ProviderSession">The provider's name of the session; null when the provider has none.</param>
/// <param name="PhoneToken">For the phone's liveness kit; null asks for a photo instead. A secret: never stored, never logged.</param>
public sealed record FaceTicket(string? ProviderSession, string? PhoneToken)
{
    public override string ToString() => $"{nameof(FaceTicket)} {ProviderSession}";
}

/// <summary>One officer's word on a photo, <see cref="FaceDecision.Pending"/> excepted.</summary>
/// <param name="Officer">Subject of the staff token.</param>
public sealed record OfficerVote(string Officer, FaceDecision Decision, DateTimeOffset At);

/// <summary>A verification whose outcome is asked for.</summary>
/// <param name="ReferenceSha256">Hex, of the reference on file: the provider must have compared with that one.</param>
/// <param name="PhoneDigest">What the phone's kit says it sent; null when the phone said nothing.</param>
public sealed record FaceQuestion(string? ProviderSession, string ReferenceSha256, string? PhoneDigest)
{
    /// <summary>For officers: who has said what.</summary>
    public IReadOnlyList<OfficerVote> Votes { get; init; } = [];
}

/// <summary>What a decision rests on. It stays on the server: scores help whoever tries to get past them.</summary>
/// <param name="Attempt">Which try of the session counts.</param>
/// <param name="ReferenceSha256">What the provider says it compared with.</param>
/// <param name="Confidence">Of the comparison, 0 to 1.</param>
public sealed record FaceFacts(
    string Provider,
    int Attempt,
    string? Liveness,
    string? Digest,
    string? ModelVersion,
    string? ReferenceSha256,
    decimal? Confidence
);

/// <summary>An outcome.</summary>
/// <param name="Reason">Why it is no match, as a code for the audit trail and for a hint; empty for a match.</param>
/// <param name="FailedTries">How many tries it stands for: a phone may have tried several times in one session.</param>
public sealed record FaceReading(FaceDecision Decision, string Reason, int FailedTries, FaceFacts Facts);

/// <summary>How good a photo is as a reference.</summary>
public enum PhotoQuality
{
    Low,

    /// <summary>Nobody has measured it; an officer looks.</summary>
    Unknown,

    Medium,
    High,
}

/// <summary>
/// Tells whether the person before the phone is the one of the reference. Two providers exist, so that the product runs with
/// biometrics off: the vendor, whose use for verification wants its approval, and officers who compare photos.
/// </summary>
public interface IFaceVerifier
{
    /// <summary>Stored with each session, so that its outcome is asked of whoever began it.</summary>
    string Name { get; }

    /// <summary>Looks at a photo that shall become a reference: one face, large and clear enough.</summary>
    /// <returns>The quality, or <c>face.photo-…</c>, <c>face.unavailable</c>.</returns>
    Task<Result<PhotoQuality>> InspectAsync(ReadOnlyMemory<byte> image, CancellationToken cancellation);

    /// <returns>The ticket, or <c>face.not-approved</c> (go on with officers), <c>face.photo-…</c>, <c>face.unavailable</c>.</returns>
    Task<Result<FaceTicket>> BeginAsync(FaceWish wish, CancellationToken cancellation);

    /// <summary>The ticket of a session that runs already, for a command that is repeated.</summary>
    Task<Result<FaceTicket>> ResumeAsync(string? providerSession, CancellationToken cancellation);

    /// <summary>The outcome, <see cref="FaceDecision.Pending"/> while there is none.</summary>
    Task<Result<FaceReading>> ReadAsync(FaceQuestion question, CancellationToken cancellation);

    /// <summary>Forgets the session and everything the provider kept of it; a session that is gone is as good.</summary>
    Task<Result<Done>> EndAsync(string? providerSession, CancellationToken cancellation);
}
