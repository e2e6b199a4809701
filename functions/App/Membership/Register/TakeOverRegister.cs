using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Register;

/// <summary>
/// The job behind an import (decision 16). It is woken by messages and does what the import's state says is next: read the file
/// through once, take over slice after slice, finish. Woken twice, the slower worker's commit is refused and it stops; stopped at any
/// moment, the next one goes on from the last commit, and lines it takes over again come to the same outcome.
/// </summary>
internal sealed class TakeOverRegister(
    RegisterImportStore imports,
    Uploads uploads,
    RegisterFiles files,
    RegisterSlice slices,
    TimeProvider time
)
{
    /// <summary>After this time the rest is left to the next message, so that the host may stop the instance between two.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);

    internal async Task<MessageOutcome> ContinueAsync(RegisterImportMoved wake, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        var snapshot = await imports.ReadAsync(wake.ImportId, cancellation);
        var step = snapshot.State?.Status switch
        {
            RegisterImportStatus.Received => await ScanAsync(snapshot, cancellation),
            RegisterImportStatus.Running => await WorkAsync(snapshot, cancellation),
            _ => default(Result<RegisterImport>?),
        };
        return step?.Error is { } error && error != StorageErrors.PreconditionFailed
            ? MessageOutcome.From<RegisterImport>(error)
            : MessageOutcome.Done;
    }

    private async Task<Result<RegisterImport>> ScanAsync(Snapshot<RegisterImport> before, CancellationToken cancellation)
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
        return await imports.StepAsync(before, RegisterImportRules.Begin(import, scan.Lines), RegisterImportEvents.SliceDue, cancellation);
    }

    private async Task<Result<RegisterImport>> WorkAsync(Snapshot<RegisterImport> before, CancellationToken cancellation)
    {
        var started = time.GetUtcNow();
        var repeated = await files.RepeatedAsync(before.State!.Id, cancellation);
        while (true)
        {
            var import = before.State!;
            var slice = await TakeSliceAsync(import, repeated, cancellation);
            if (slice.Error is { } failed)
            {
                return failed;
            }

            var after = RegisterImportRules.Advance(import, slice.Value.Offset, slice.Value.NextLine, slice.Value.Counts);
            await files.KeepReportAsync(import.Id, after.Slices, slice.Value.Rejected, cancellation);
            if (RegisterImportRules.IsThrough(after))
            {
                var finished = RegisterImportRules.Finish(after, time.GetUtcNow());
                return await imports.StepAsync(before, finished, RegisterImportEvents.Finished, cancellation);
            }

            var isLast = time.GetUtcNow() - started >= Turn;
            var happened = isLast ? RegisterImportEvents.SliceDue : RegisterImportEvents.Advanced;
            var stepped = await imports.StepAsync(before, after, happened, cancellation);
            if (isLast || !stepped.IsSuccess)
            {
                return stepped;
            }

            before = await imports.ReadAsync(import.Id, cancellation);
        }
    }

    private async Task<Result<RegisterSliceResult>> TakeSliceAsync(
        RegisterImport import,
        IReadOnlyDictionary<int, int> repeated,
        CancellationToken cancellation
    )
    {
        var opened = await uploads.OpenAsync(import.Id, import.Id, import.Offset, cancellation);
        if (opened.Error is { } missing)
        {
            return missing;
        }

        await using var content = opened.Value;
        return await slices.RunAsync(import, content, repeated, LimaTime.DateOf(import.OpenedAt), cancellation);
    }
}
