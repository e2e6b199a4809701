using Serverless.App.Contracts.Documents;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Vault;

/// <summary>
/// What a document's terms bring: unsigned it lapses, and the file goes; kept long enough its files go, unless a court wants them kept,
/// which is asked again a year later. The vault itself refuses what comes too early.
/// </summary>
internal sealed class EndDocumentTerms(DocumentStore documents, DocumentFiles files, TimeProvider time)
{
    internal async Task<MessageOutcome> EndSigningAsync(DocumentTermEnded ended, MessageContext context, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var outcome = await documents.ApplyAsync(
            ended.DocumentId,
            context,
            before => DocumentRules.Lapse(before, now).Then(VoidDocument.Commit),
            cancellation
        );
        if (outcome.TryAgain)
        {
            return outcome;
        }

        // The sealed copy holds every byte of the presented one; a signature that still waits for its seal needs it.
        if ((await documents.ReadAsync(ended.DocumentId, cancellation)).State is { Hold: null } document && IsSpare(document))
        {
            await files.DeleteAsync(document.File, cancellation);
        }

        return MessageOutcome.Done;
    }

    internal async Task<MessageOutcome> EndRetentionAsync(DocumentTermEnded ended, MessageContext context, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var outcome = await documents.ApplyAsync(ended.DocumentId, context, before => EndRetention(before, ended.At, now), cancellation);
        if (outcome.TryAgain || (await documents.ReadAsync(ended.DocumentId, cancellation)).State is not { RemovedAt: not null } removed)
        {
            return outcome;
        }

        foreach (var file in new[] { removed.Sealed, removed.Evidence, removed.File }.OfType<VaultReceipt>())
        {
            await files.DeleteAsync(file, cancellation);
        }

        return MessageOutcome.Done;
    }

    /// <summary>A hold that is entered while this runs wins: what may go is decided on the row, before any file does.</summary>
    private static Result<Commit<ContractDocument>> EndRetention(ContractDocument document, DateTimeOffset endedAt, DateTimeOffset now)
    {
        if (document.Hold is null && document.RetainUntil <= endedAt)
        {
            return new Commit<ContractDocument>(document with { RemovedAt = document.RemovedAt ?? now })
            {
                Events = [DocumentStore.FilesRemoved.With(new DocumentTermEnded(document.Id, now))],
            };
        }

        var later = document.RetainUntil > endedAt ? document.RetainUntil : endedAt.AddYears(1);
        return new Commit<ContractDocument>(document) { Due = [DocumentStore.DueAt(later, DocumentStore.RetentionEnded, document.Id)] };
    }

    private static bool IsSpare(ContractDocument document) => document.Sealed is not null || document.Status == DocumentStatus.Lapsed;
}
