using Serverless.App.Contracts.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Documents;

/// <summary>Ends a document's effect; its files stay for as long as they must be kept.</summary>
internal sealed class VoidDocument(DocumentStore documents, TimeProvider time)
{
    internal async Task<Result<Done>> VoidAsync(string documentId, string reason, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var voided = await documents.ChangeAsync(
            documentId,
            new CommandIdentity($"void-{reason}", reason, ""),
            before => DocumentRules.Void(before, reason, now).Then<Commit<ContractDocument>>(Commit),
            cancellation
        );
        return voided.Error is { Code: "contracts.step-not-allowed" } || voided.IsSuccess ? Done.Value : voided.Error!;
    }

    internal static Result<Commit<ContractDocument>> Commit(ContractDocument after) =>
        new Commit<ContractDocument>(after) { Events = [ContractEvents.DocumentVoided.With(DocumentRules.Voided(after))] };
}
