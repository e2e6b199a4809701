using Serverless.App.Contracts.Documents;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Vault;

/// <summary>
/// Compares a document's files with the hashes in its row. A difference is an alarm, an event in the document's chain, and the end of its
/// validity: it stays marked even when the bytes come back.
/// </summary>
internal sealed partial class VaultInspection(
    DocumentStore documents,
    DocumentFiles files,
    TimeProvider time,
    ILogger<VaultInspection> logger
)
{
    internal static readonly EventKind<DocumentTampered> Tampered = new(
        "contracts.document-tampered",
        ContractsJson.Default.DocumentTampered
    );

    /// <summary>True when every file that must be there is what was put there.</summary>
    internal async Task<bool> IsSoundAsync(ContractDocument document, CancellationToken cancellation)
    {
        if (document.TamperedAt is not null || document.RemovedAt is not null)
        {
            // Files whose time was over are not missing.
            return document.TamperedAt is null;
        }

        foreach (var file in new[] { document.Current, document.Evidence }.OfType<VaultReceipt>())
        {
            if (!(await files.ReadAsync(file, cancellation)).IsSuccess)
            {
                await MarkAsync(document, file, cancellation);
                return false;
            }
        }

        return true;
    }

    private async Task MarkAsync(ContractDocument document, VaultReceipt file, CancellationToken cancellation)
    {
        Alarm(logger, document.Id, file.Name);
        var now = time.GetUtcNow();
        await documents.ChangeAsync(
            document.Id,
            new CommandIdentity("tampered", "tampered", ""),
            before => new Commit<ContractDocument>(before with { TamperedAt = before.TamperedAt ?? now })
            {
                Events = [Tampered.With(new DocumentTampered(before.Id, file.Name, file.Sha256, now))],
            },
            cancellation
        );
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Document {DocumentId} is not what was stored: {File}")]
    private static partial void Alarm(ILogger logger, string documentId, string file);
}

/// <param name="File">Name in the vault.</param>
/// <param name="Expected">SHA-256 that the row holds.</param>
internal sealed record DocumentTampered(string DocumentId, string File, string Expected, DateTimeOffset At);
