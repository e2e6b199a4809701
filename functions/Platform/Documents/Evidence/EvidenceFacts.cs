namespace Serverless.Platform.Documents.Evidence;

/// <summary>Kinds of evidence records; they are read for ten years, so names never change.</summary>
public static class EvidenceKinds
{
    public const string Consent = "consent";
    public const string Identity = "identity";
    public const string Code = "code";
    public const string Device = "device";
    public const string Document = "document";
    public const string Policy = "policy";
}

/// <summary>A consent given in writing (Ley 29733 art. 13): which text, by its version and SHA-256.</summary>
public sealed record ConsentEvidence(string Purpose, string TextVersion, string TextSha256, string Channel);

/// <summary>
/// A facial verification or an officer's comparison: provider, its session, the outcome and the digest that the provider
/// gave; never an image, and no score (numbers here are integers).
/// </summary>
public sealed record IdentityEvidence(string Provider, string SessionId, string Outcome, string? Digest, string? ModelVersion);

/// <summary>A one-time code: masked phone, when it was sent and confirmed, tries, and the operation that it was bound to.</summary>
public sealed record CodeEvidence(
    string ChallengeId,
    string MaskedPhone,
    DateTimeOffset SentAt,
    DateTimeOffset VerifiedAt,
    int Attempts,
    string OperationSha256
);

/// <summary>
/// The device and the address it called from, with the header that the address was taken from (decision 27).
/// </summary>
public sealed record DeviceEvidence(string DeviceId, string KeyThumbprint, string UserAgent, string? Address, string? AddressHeader);

/// <summary>The document as it was presented: its SHA-256, template and version.</summary>
public sealed record DocumentEvidence(string Sha256, string Template, string TemplateVersion, int Length);

/// <summary>The policy that decided what was enough.</summary>
public sealed record PolicyEvidence(string Operation, string PolicyVersion, IReadOnlyList<string> Assurances);
