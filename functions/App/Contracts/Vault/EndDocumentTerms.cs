using Serverless.App.Contracts.Documents;
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
        if ((await documents.ReadAsync(ended.DocumentId, cancellation)).State is not { } document)
        {
            return MessageOutcome.Done;
        }

        if (document.Hold is not null || document.RetainUntil > ended.At)
        {
            var later = document.RetainUntil > ended.At ? document.RetainUntil : ended.At.AddYears(1);
            return await documents.ApplyAsync(
                document.Id,
                context,
                before => new Commit<ContractDocument>(before)
                {
                    Due = [DocumentStore.DueAt(later, DocumentStore.RetentionEnded, before.Id)],
                },
                cancellation
            );
        }

        foreach (var file in new[] { document.Sealed, document.Evidence, document.File }.OfType<VaultReceipt>())
        {
            await files.DeleteAsync(file, cancellation);
        }

        return MessageOutcome.Done;
    }

    private static bool IsSpare(ContractDocument document) => document.Sealed is not null || document.Status == DocumentStatus.Lapsed;
}
