using Serverless.App.Payroll.Outgoing;
using Serverless.Platform.Bulk;
using Serverless.Platform.Drop;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Incoming;

/// <summary>
/// The job behind an answer (decision 16): slice after slice from the copy in <c>done/</c>. Lines booked again come to the same outcome.
/// </summary>
internal sealed class BookIncomingFile(
    [FromKeyedServices(PayrollModule.Partner)] DropContainer drop,
    IncomingFileStore files,
    OutgoingFileStore outgoing,
    IncomingSlice slices,
    BulkCursor cursor,
    TimeProvider time
)
{
    internal Task<MessageOutcome> ContinueAsync(IncomingFileMoved wake, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        var job = new BulkJob<IncomingFile>(
            c => files.ReadAsync(wake.FileId, c),
            file => file.Status != IncomingStatus.Running,
            (before, isLast, c) => StepAsync(before, before.State!, isLast, c)
        );
        return cursor.RunAsync(job, cancellation);
    }

    private async Task<Result<IncomingFile>> StepAsync(
        Snapshot<IncomingFile> before,
        IncomingFile file,
        bool isLast,
        CancellationToken cancellation
    )
    {
        var copy =
            await drop.FindAsync(IncomingFileStore.CopyOf(file.Sha256), cancellation)
            ?? throw new InvalidDataException($"The copy of incoming file {file.Id} is gone");
        await using var content =
            await drop.OpenAsync(copy, file.Offset, cancellation)
            ?? throw new InvalidDataException($"The copy of incoming file {file.Id} has changed");
        var slice = await slices.RunAsync(file, content, cancellation);
        if (slice.Error is { } failed)
        {
            return failed;
        }

        var after = IncomingFileRules.Advance(file, slice.Value, time.GetUtcNow());
        if (after.Status != IncomingStatus.Finished)
        {
            var happened = isLast ? IncomingFileEvents.SliceDue : IncomingFileEvents.Advanced;
            return await files.StepAsync(before, after, happened, cancellation);
        }

        // The tally first, once for this answer: a crash before the last commit comes here again and finds it done.
        var tallied = await outgoing.TallyAsync(file.OutgoingId, file.Id, after.Tally, cancellation);
        return tallied.Error is { } refused ? refused : await files.StepAsync(before, after, IncomingFileEvents.Finished, cancellation);
    }
}
