using Serverless.App.Contracts.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Documents;

/// <summary>What may happen to a document, and when; a move out of turn is a 409 that names the state.</summary>
internal static class DocumentRules
{
    internal static Result<ContractDocument> MayBeSigned(ContractDocument document, DateTimeOffset now) =>
        document.Status != DocumentStatus.Presented ? NotAllowed(document)
        : document.SignUntil <= now ? ContractErrors.Lapsed
        : document;

    internal static Result<ContractDocument> Sign(ContractDocument document, VaultReceipt evidence, string head, DateTimeOffset now) =>
        MayBeSigned(document, now)
            .Then<ContractDocument>(presented =>
                presented with
                {
                    Status = DocumentStatus.Signed,
                    SignedAt = now,
                    Evidence = evidence,
                    EvidenceHead = head,
                }
            );

    internal static Result<ContractDocument> Seal(
        ContractDocument document,
        VaultReceipt sealedFile,
        DateTimeOffset? stampedAt,
        DateTimeOffset now
    ) =>
        document.Status is DocumentStatus.Signed or DocumentStatus.Issued
            ? document with
            {
                Status = DocumentStatus.Sealed,
                Sealed = sealedFile,
                SealedAt = now,
                TimeStampedAt = stampedAt,
            }
            : NotAllowed(document);

    /// <summary>Nobody signed in time. The message names no clock: a document that is still unsigned then lapses.</summary>
    internal static Result<ContractDocument> Lapse(ContractDocument document, DateTimeOffset now) =>
        document.Status == DocumentStatus.Presented ? Void(document, DocumentStatus.Lapsed, "lapsed", now) : NotAllowed(document);

    internal static Result<ContractDocument> Void(ContractDocument document, string reason, DateTimeOffset now) =>
        IsVoid(document.Status)
            ? NotAllowed(document)
            : Void(document, reason == Replaced ? DocumentStatus.Replaced : DocumentStatus.Annulled, reason, now);

    /// <summary>The reason that makes a void document a replaced one.</summary>
    internal const string Replaced = "replaced";

    internal static bool IsVoid(DocumentStatus status) =>
        status is DocumentStatus.Lapsed or DocumentStatus.Annulled or DocumentStatus.Replaced;

    internal static Error NotAllowed(ContractDocument document) =>
        Error
            .Conflict("contracts.step-not-allowed")
            .With("status", DocumentWords.CodeOf(document.Status))
            .With("statusText", DocumentWords.TextOf(document.Status));

    internal static DocumentVoided Voided(ContractDocument document) =>
        new(document.Id, document.Kind, document.MemberId, document.SubjectId, document.VoidReason!, document.VoidedAt!.Value);

    private static ContractDocument Void(ContractDocument document, DocumentStatus status, string reason, DateTimeOffset now) =>
        document with
        {
            Status = status,
            VoidReason = reason,
            VoidedAt = now,
        };
}
