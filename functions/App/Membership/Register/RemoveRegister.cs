using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Register;

/// <summary>Thirty days after an import was opened its file and report go; the counts and the members stay.</summary>
internal sealed class RemoveRegister(RegisterImportStore imports, Uploads uploads, RegisterFiles files)
{
    internal async Task<MessageOutcome> RemoveAsync(RegisterImportMoved due, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        await files.RemoveAsync(due.ImportId, cancellation);
        await uploads.RemoveAsync(due.ImportId, cancellation);
        var snapshot = await imports.ReadAsync(due.ImportId, cancellation);
        if (snapshot.State is not { } import || import.Status == RegisterImportStatus.Removed)
        {
            return MessageOutcome.Done;
        }

        var removed = import with { Status = RegisterImportStatus.Removed };
        var stepped = await imports.StepAsync(snapshot, removed, RegisterImportEvents.Removed, cancellation);
        return stepped.Error == StorageErrors.PreconditionFailed
            ? MessageOutcome.Retry(StorageErrors.PreconditionFailed)
            : MessageOutcome.From(stepped);
    }
}
