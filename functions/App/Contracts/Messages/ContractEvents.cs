using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Messages;

/// <summary>What happens to documents; published contracts, ids and hashes only (decision 17).</summary>
internal static class ContractEvents
{
    internal static readonly EventKind<DocumentPut> DocumentPresented = new(
        "contracts.document-presented",
        ContractsJson.Default.DocumentPut
    );

    internal static readonly EventKind<DocumentPut> DocumentIssued = new("contracts.document-issued", ContractsJson.Default.DocumentPut);

    /// <summary>The member signed; whoever presented the document goes on from here.</summary>
    internal static readonly EventKind<DocumentSigned> DocumentSigned = new(
        "contracts.document-signed",
        ContractsJson.Default.DocumentSigned
    );

    internal static readonly EventKind<DocumentSealed> DocumentSealed = new(
        "contracts.document-sealed",
        ContractsJson.Default.DocumentSealed
    );

    /// <summary>It no longer holds; public verification says so from now on.</summary>
    internal static readonly EventKind<DocumentVoided> DocumentVoided = new(
        "contracts.document-voided",
        ContractsJson.Default.DocumentVoided
    );
}

/// <param name="Template">Version of the template.</param>
/// <param name="Sha256">Of the file, lower-case hex.</param>
internal sealed record DocumentPut(
    string DocumentId,
    string Kind,
    string MemberId,
    string SubjectId,
    string Template,
    string Sha256,
    DateTimeOffset At
);

/// <param name="Sha256">Of the file that was signed.</param>
/// <param name="EvidenceHead">Head of the evidence file's hash chain.</param>
/// <param name="EvidenceSha256">SHA-256 of the evidence file.</param>
internal sealed record DocumentSigned(
    string DocumentId,
    string Kind,
    string MemberId,
    string SubjectId,
    string Sha256,
    DateTimeOffset At,
    string EvidenceHead,
    string EvidenceSha256
);

/// <param name="Sha256">Of the sealed file.</param>
/// <param name="TimeStampedAt">What the time-stamp authority states; null at level B-B.</param>
internal sealed record DocumentSealed(string DocumentId, string Kind, string Sha256, DateTimeOffset At, DateTimeOffset? TimeStampedAt);

/// <param name="Reason"><c>annulled</c>, <c>replaced</c>, <c>lapsed</c>, or a code of the context that voided it.</param>
internal sealed record DocumentVoided(string DocumentId, string Kind, string MemberId, string SubjectId, string Reason, DateTimeOffset At);
