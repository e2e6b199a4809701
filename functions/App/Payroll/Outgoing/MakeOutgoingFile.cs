using Serverless.App.Payroll.Tasks;
using Serverless.Platform.Bulk;
using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Outgoing;

/// <summary>
/// The job behind an outgoing file (decision 16): fix which requests may go in, put them in part by part, write. It is woken by
/// messages and does what the file's state says is next; stopped anywhere, the next wake-up goes on from the last commit.
/// </summary>
internal sealed class MakeOutgoingFile(
    OutgoingFileStore files,
    OutgoingPlan plan,
    PutInFile put,
    WriteOutgoingFile write,
    PayrollTaskStore tasks,
    PayrollOptions options,
    BulkCursor cursor,
    TimeProvider time
)
{
    private const int AtOnce = 16;

    internal Task<MessageOutcome> ContinueAsync(OutgoingFileMoved wake, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        var job = new BulkJob<OutgoingFile>(
            c => files.ReadAsync(wake.FileId, c),
            file => !OutgoingFileRules.IsInTheMaking(file),
            (before, isLast, c) => StepAsync(before, before.State!, isLast, c)
        );
        return cursor.RunAsync(job, cancellation);
    }

    /// <summary>Payroll should have answered everything by now; what is missing is for an officer to ask after.</summary>
    internal async Task<MessageOutcome> CheckAnswersAsync(OutgoingFileMoved due, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        var file = (await files.ReadAsync(due.FileId, cancellation)).State;
        if (file is { Status: OutgoingStatus.Written, PendingLines: > 0 })
        {
            await tasks.OpenAsync(
                new PayrollDifference(PayrollErrors.FileLate.Code, file.WrittenAt!.Value) { FileId = file.Id },
                cancellation
            );
        }

        return MessageOutcome.Done;
    }

    private async Task<Result<OutgoingFile>> StepAsync(
        Snapshot<OutgoingFile> before,
        OutgoingFile file,
        bool isLast,
        CancellationToken cancellation
    )
    {
        var happened = isLast ? OutgoingFileEvents.StepDue : OutgoingFileEvents.Advanced;
        switch (file.Status)
        {
            case OutgoingStatus.Ordered:
                var (attempt, parts) = await plan.MakeAsync(file, cancellation);
                return await files.StepAsync(before, OutgoingFileRules.Plan(file, attempt, parts), happened, cancellation);
            case OutgoingStatus.Planned:
                var marked = await MarkAsync(file, cancellation);
                return marked.Error is { } failed
                    ? failed
                    : await files.StepAsync(before, OutgoingFileRules.MarkPart(file), happened, cancellation);
            default:
                return await FinishAsync(before, file, cancellation);
        }
    }

    private async Task<Result<Done>> MarkAsync(OutgoingFile file, CancellationToken cancellation)
    {
        var ids = await plan.ReadPartAsync(file, file.MarkedParts, cancellation);
        foreach (var some in ids.Chunk(AtOnce))
        {
            var results = await Task.WhenAll(some.Select(id => put.PutAsync(id, file, cancellation)));
            if (results.FirstOrDefault(result => !result.IsSuccess).Error is { } failed)
            {
                return failed;
            }
        }

        return Done.Value;
    }

    private async Task<Result<OutgoingFile>> FinishAsync(Snapshot<OutgoingFile> before, OutgoingFile file, CancellationToken cancellation)
    {
        var totals = await write.WriteAsync(file, cancellation);
        var written = OutgoingFileRules.Write(file, totals.Lines, totals.Centimos, totals.Sha256, time.GetUtcNow());
        var message = OutgoingFileEvents.AnswerDue.With(OutgoingFileEvents.Of(written));
        var at = OutgoingFileRules.AnswerDue(PayrollPeriod.Parse(file.Period)!.Value, options.AnswerWithinDays);
        var due = new DueWork(at, PayrollModule.JobQueue, message.Type, message.Version, message.Data);
        var stepped = await files.StepAsync(before, written, OutgoingFileEvents.Written, cancellation, due);
        if (stepped.IsSuccess)
        {
            await plan.RemoveAsync(file.Id, cancellation);
        }

        return stepped;
    }
}
