using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Vault;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Messages;

/// <summary>What other contexts do with documents. Every call may be repeated: the same figures for the same subject are the same document.</summary>
internal sealed class ContractDocuments(
    PutDocument put,
    VoidDocument voiding,
    DownloadDocument download,
    DocumentStore documents,
    TimeProvider time
)
{
    /// <summary>
    /// Draws the document and puts it before the member, who signs it with <c>POST /api/v1/contracts/documents/{id}/sign</c>; the answer to
    /// that is <see cref="ContractEvents.DocumentSigned"/>. Errors: <c>contracts.figures-do-not-add-up</c>, <c>contracts.member-unknown</c>,
    /// <c>contracts.kind-not-signed</c>, <c>documents.unprintable-characters</c>.
    /// </summary>
    internal Task<Result<PresentedDocument>> PresentAsync(PresentDocument document, CancellationToken cancellation) =>
        put.PresentAsync(document, cancellation);

    /// <summary>Draws a document that the institution alone seals. Errors as for <see cref="PresentAsync"/>.</summary>
    internal Task<Result<IssuedDocument>> IssueAsync(IssueDocument document, CancellationToken cancellation) =>
        put.IssueAsync(document, cancellation);

    /// <summary>Null when there is no such document.</summary>
    internal async Task<DocumentFacts?> FindAsync(string documentId, CancellationToken cancellation) =>
        (await documents.ReadAsync(documentId, cancellation)).State?.Facts();

    /// <summary>
    /// A short-lived download address, for a caller whom the owning context has let in: an officer, a claimant. Errors:
    /// <c>contracts.document-not-found</c>, <c>contracts.document-not-ready</c>.
    /// </summary>
    internal Task<Result<DocumentLink>> LinkAsync(string documentId, string memberId, CancellationToken cancellation) =>
        download.LinkAsync(documentId, memberId, cancellation);

    /// <summary>The document while it waits for the member's signature and may still be signed; else null.</summary>
    internal async Task<PresentedDocument?> FindToSignAsync(string documentId, CancellationToken cancellation) =>
        (await documents.ReadAsync(documentId, cancellation)).State is { } document
        && DocumentRules.MayBeSigned(document, time.GetUtcNow()).IsSuccess
            ? PutDocument.Presented(document)
            : null;

    /// <summary>
    /// Says that a document no longer holds: withdrawn before disbursement, certificate void by a new loan. Void already is as good.
    /// Error: <c>contracts.document-not-found</c>.
    /// </summary>
    /// <param name="reason">A code of the caller's context; it stands in the event, never personal data.</param>
    internal Task<Result<Done>> VoidAsync(string documentId, string reason, CancellationToken cancellation) =>
        voiding.VoidAsync(documentId, reason, cancellation);
}
