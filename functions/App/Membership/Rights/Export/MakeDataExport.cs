using Serverless.App.Membership.Messages;
using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Rights.Export;

/// <summary>
/// The job behind a copy: asks every context what it holds, seals the answer and says that it is ready. Cut off anywhere it is done again
/// under the same name; a copy that was asked for anew in the meantime is left to its own message.
/// </summary>
internal sealed class MakeDataExport(DataExportStore exports, IEnumerable<IPersonalDataHolder> holders, TimeProvider time)
{
    private static readonly Error Late = Error.Conflict("membership.data-export-not-ready");

    internal async Task<MessageOutcome> MakeAsync(DataExportMoved asked, MessageContext context, CancellationToken cancellation)
    {
        if (
            await exports.FindAsync(asked.MemberId, cancellation) is not { Status: DataExportStatus.Pending } pending
            || pending.Id != asked.ExportId
        )
        {
            return MessageOutcome.Done;
        }

        var held = new List<HeldData>();
        foreach (var holder in holders)
        {
            held.Add(await holder.OfAsync(asked.MemberId, cancellation));
        }

        var data = new DataCopy(asked.MemberId, pending.AskedAt, [.. held.OrderBy(part => part.Context, StringComparer.Ordinal)]);
        if (await exports.PutAsync(data, pending.Id, cancellation) is not { } hash)
        {
            return MessageOutcome.Done;
        }

        var command = new CommandIdentity($"make-{context.Id}", context.Id, "");
        var made = await exports.ChangeAsync(asked.MemberId, command, before => Decide(before, pending.Id, hash), cancellation);
        return made.Error is { } failed && failed != Late ? MessageOutcome.Retry(failed) : MessageOutcome.Done;
    }

    private Result<Commit<DataExport>> Decide(DataExport? before, string id, string hash)
    {
        if (DataExportRules.Finish(before, id, hash, time.GetUtcNow()) is not { } ready)
        {
            return Late;
        }

        var moved = new DataExportMoved(ready.MemberId, id, hash);
        var removal = DataExportEvents.RemovalDue.With(moved with { Sha256 = null });
        return new Commit<DataExport>(ready)
        {
            Events = [DataExportEvents.Made.With(moved)],
            Due = [new DueWork(ready.ExpiresAt!.Value, MembershipQueue.Name, removal.Type, removal.Version, removal.Data)],
        };
    }

    /// <summary>Its time is over: the file goes, the row says so. A newer copy in the same row stays.</summary>
    internal async Task<MessageOutcome> RemoveAsync(DataExportMoved due, MessageContext context, CancellationToken cancellation)
    {
        await exports.RemoveAsync(due.MemberId, due.ExportId, cancellation);
        var command = new CommandIdentity($"remove-{context.Id}", context.Id, "");
        var removed = await exports.ChangeAsync(due.MemberId, command, Gone, cancellation);
        return removed.Error is { } failed && failed != Late ? MessageOutcome.Retry(failed) : MessageOutcome.Done;

        Result<Commit<DataExport>> Gone(DataExport? before) =>
            before is { Status: DataExportStatus.Ready } ready && ready.Id == due.ExportId
                ? new Commit<DataExport>(ready with { Status = DataExportStatus.Removed })
                : Late;
    }
}
