using Serverless.App.Contracts.Messages;
using Serverless.App.Contracts.Templates;
using Serverless.App.Contracts.Vault;
using Serverless.Platform.Documents.Sealing;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Documents;

/// <summary>
/// Puts the institution's seal on a signed or issued document. Key vault and time-stamp authority are vendors: while one is down the
/// document waits (decision 19), and is sealed once.
/// </summary>
internal sealed class SealDocument(
    DocumentStore documents,
    DocumentFiles files,
    PdfSealer sealer,
    DocumentPaper paper,
    VendorAttempts attempts,
    TimeProvider time
)
{
    /// <summary>Afterwards an operator looks; the signature itself holds without the seal.</summary>
    private static readonly TimeSpan WorthTrying = TimeSpan.FromDays(7);

    internal Task<MessageOutcome> WhenSignedAsync(DocumentSigned signed, MessageContext context, CancellationToken cancellation) =>
        HandleAsync(signed.DocumentId, signed.At, context, cancellation);

    internal Task<MessageOutcome> WhenIssuedAsync(DocumentPut issued, MessageContext context, CancellationToken cancellation) =>
        HandleAsync(issued.DocumentId, issued.At, context, cancellation);

    private async Task<MessageOutcome> HandleAsync(
        string documentId,
        DateTimeOffset since,
        MessageContext context,
        CancellationToken cancellation
    )
    {
        if ((await documents.ReadAsync(documentId, cancellation)).State is not { } document || !WaitsForSeal(document))
        {
            return MessageOutcome.Done;
        }

        var attempt = await attempts.RunAsync(
            context,
            since + WorthTrying,
            async (_, c) =>
            {
                var made = await SealAsync(document, c);
                return made.Error is not { } error ? new VendorAnswer.Accepted(made.Value)
                    : error.Kind == ErrorKind.Unavailable ? new VendorAnswer.Later(error.Code)
                    : new VendorAnswer.Refused(error.Code);
            },
            cancellation
        );
        return attempt.Error is { } raced ? MessageOutcome.Retry(raced)
            : attempt.Value.State == AttemptState.Refused ? MessageOutcome.Reject(Error.Unprocessable(attempt.Value.Note!))
            : MessageOutcome.Done;
    }

    private async Task<Result<string>> SealAsync(ContractDocument document, CancellationToken cancellation)
    {
        var content = await files.ReadAsync(document.File, cancellation);
        if (content.Error is { } unreadable)
        {
            return unreadable;
        }

        var made = await sealer.SealAsync(content.Value, paper.StatementFor(document.EvidenceHead), cancellation);
        if (made.Error is { } refused)
        {
            return refused;
        }

        var stored = await files.PutAsync(document.Id, "sealed", made.Value.Content, made.Value.Sha256, document.RetainUntil, cancellation);
        if (stored.Error is { } unstored)
        {
            return unstored;
        }

        var command = new CommandIdentity("seal", "seal", "");
        var kept = await documents.ChangeAsync(
            document.Id,
            command,
            before => Commit(before, stored.Value, made.Value.TimeStampedAt),
            cancellation
        );

        // Void in the meantime: there is nothing left to seal, and that is not a failure.
        return kept.IsSuccess || kept.Error.Kind == ErrorKind.Conflict ? stored.Value.Sha256 : kept.Error;
    }

    private Result<Commit<ContractDocument>> Commit(ContractDocument before, VaultReceipt sealedFile, DateTimeOffset? stampedAt)
    {
        var now = time.GetUtcNow();
        return DocumentRules
            .Seal(before, sealedFile, stampedAt, now)
            .Then<Commit<ContractDocument>>(after => new Commit<ContractDocument>(after)
            {
                Events = [ContractEvents.DocumentSealed.With(new DocumentSealed(after.Id, after.Kind, sealedFile.Sha256, now, stampedAt))],
                Due = [DocumentStore.DueAt(after.RetainUntil, DocumentStore.RetentionEnded, after.Id)],
            });
    }

    private static bool WaitsForSeal(ContractDocument document) => document.Status is DocumentStatus.Signed or DocumentStatus.Issued;
}
