using Serverless.App.Contracts.Messages;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Documents;

/// <summary>
/// How far a document has come (domain.md §5.1). Drawing and presenting are one commit, sealing and storing another: a document is never
/// seen between them.
/// </summary>
internal enum DocumentStatus
{
    /// <summary>Waits for the member's signature.</summary>
    Presented,

    /// <summary>Signed; the seal is on its way.</summary>
    Signed,

    /// <summary>Issued by the institution; the seal is on its way.</summary>
    Issued,

    /// <summary>Sealed and in the vault.</summary>
    Sealed,

    /// <summary>Nobody signed in time.</summary>
    Lapsed,

    Annulled,
    Replaced,
}

/// <summary>A document of a member: ids, hashes and times. What it says is in the vault and nowhere else.</summary>
/// <param name="Kind">One of <see cref="DocumentKinds"/>.</param>
/// <param name="SubjectId">What it is about in the owning context.</param>
/// <param name="Template">Version of the template that drew it.</param>
/// <param name="File">The file as presented or issued.</param>
internal sealed record ContractDocument(
    string Id,
    string Kind,
    string MemberId,
    string SubjectId,
    string Template,
    VaultReceipt File,
    DateTimeOffset CreatedAt
)
{
    public DocumentStatus Status { get; init; }

    /// <summary>The act by which the member agreed to what the paper says, before it was put before them.</summary>
    public EarlierStep? Agreed { get; init; }

    /// <summary>What the code's message says of it beside the hash; a part of the signing act. Null for papers that say nothing.</summary>
    public string? Says { get; init; }

    /// <summary>Until when the member may sign; null for documents that nobody signs.</summary>
    public DateTimeOffset? SignUntil { get; init; }

    /// <summary>Last day in Lima on which it says something true; null for no end.</summary>
    public DateOnly? ValidUntil { get; init; }

    public DateTimeOffset? SignedAt { get; init; }

    public VaultReceipt? Evidence { get; init; }

    /// <summary>Head of the evidence file's chain.</summary>
    public string? EvidenceHead { get; init; }

    public VaultReceipt? Sealed { get; init; }

    public DateTimeOffset? SealedAt { get; init; }

    /// <summary>What the time-stamp authority states.</summary>
    public DateTimeOffset? TimeStampedAt { get; init; }

    /// <summary>Until when it must be kept, at least.</summary>
    public DateTimeOffset RetainUntil { get; init; }

    /// <summary>Why it may not be deleted even after that; null without a hold.</summary>
    public LegalHold? Hold { get; init; }

    public DateTimeOffset? VoidedAt { get; init; }

    public string? VoidReason { get; init; }

    /// <summary>When its time was over and its files were removed from the vault; what it was stays in the chain.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>When the vault was first found to hold other bytes than were put there.</summary>
    public DateTimeOffset? TamperedAt { get; init; }

    /// <summary>What counts: the sealed file once there is one.</summary>
    internal VaultReceipt Current => Sealed ?? File;

    internal DocumentFacts Facts() => new(Id, Kind, MemberId, SubjectId, DocumentWords.CodeOf(Status), File.Sha256, SignedAt);
}

/// <summary>A court's or counsel's order to keep a document.</summary>
/// <param name="Reference">Number of the order.</param>
/// <param name="Officer">Who entered it.</param>
internal sealed record LegalHold(string Reference, string Officer, DateTimeOffset Since);
