using Serverless.Platform.Bulk;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Register;

/// <summary>
/// The job behind an import (decision 16). It is woken by messages and does what the import's state says is next: read the file
/// through once, take over slice after slice, finish.
/// </summary>
internal sealed class TakeOverRegister(
    RegisterImportStore imports,
    Uploads uploads,
    RegisterFiles files,
    RegisterSlice slices,
    BulkCursor cursor,
    TimeProvider time
)
{
    internal Task<MessageOutcome> ContinueAsync(RegisterImportMoved wake, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        return cursor.RunAsync(JobOf(wake.ImportId), cancellation);
    }

    /// <summary>Goes on only where nobody has since the commit that set this watch.</summary>
    internal Task<MessageOutcome> WatchAsync(RegisterImportMoved set, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        return cursor.WatchAsync(JobOf(set.ImportId), import => import.Counts.Total > set.Lines, cancellation);
    }

    private BulkJob<RegisterImport> JobOf(string importId)
    {
        IReadOnlyDictionary<int, int>? repeated = null;
        return new BulkJob<RegisterImport>(
            c => imports.ReadAsync(importId, c),
            import => import.Status is not (RegisterImportStatus.Received or RegisterImportStatus.Running),
            async (before, isLast, c) =>
                before.State!.Status == RegisterImportStatus.Received
                    ? await ScanAsync(before, isLast, c)
                    : await WorkAsync(before, repeated ??= await files.RepeatedAsync(importId, c), isLast, c)
        );
    }

    private async Task<Result<RegisterImport>> ScanAsync(Snapshot<RegisterImport> before, bool isLast, CancellationToken cancellation)
    {
        var import = before.State!;
        var opened = await uploads.OpenAsync(import.Id, import.Id, 0, cancellation);
        if (opened.Error is { } missing)
        {
            return missing;
        }

        await using var content = opened.Value;
        var scan = await RegisterScan.ReadAsync(content, cancellation);
        await files.KeepRepeatedAsync(import.Id, scan.Repeated, cancellation);
        return await imports.StepAsync(before, RegisterImportRules.Begin(import, scan.Lines), Moved(isLast), cancellation);
    }

    private async Task<Result<RegisterImport>> WorkAsync(
        Snapshot<RegisterImport> before,
        IReadOnlyDictionary<int, int> repeated,
        bool isLast,
        CancellationToken cancellation
    )
    {
        var import = before.State!;
        var opened = await uploads.OpenAsync(import.Id, import.Id, import.Offset, cancellation);
        if (opened.Error is { } missing)
        {
            return missing;
        }

        await using var content = opened.Value;
        var slice = await slices.RunAsync(import, content, repeated, LimaTime.DateOf(import.OpenedAt), cancellation);
        var after = RegisterImportRules.Advance(import, slice.Offset, slice.NextLine, slice.Counts);
        await files.KeepReportAsync(import.Id, after.Slices, slice.Rejected, cancellation);
        return RegisterImportRules.IsThrough(after)
            ? await imports.StepAsync(
                before,
                RegisterImportRules.Finish(after, time.GetUtcNow()),
                RegisterImportEvents.Finished,
                cancellation
            )
            : await imports.StepAsync(before, after, Moved(isLast), cancellation);
    }

    private static EventKind<RegisterImportMoved> Moved(bool isLast) =>
        isLast ? RegisterImportEvents.SliceDue : RegisterImportEvents.Advanced;
}
