using System.Globalization;
using Serverless.App.Fund.Controls;
using Serverless.Platform.Bulk;
using Serverless.Platform.Drop;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Fund.Contributions;

/// <summary>
/// The job behind a file (decision 16): a thousand lines at a time from the copy in <c>done/</c>. Lines that were posted before a job was
/// cut off count the same when it goes on.
/// </summary>
internal sealed class PostContributions(
    [FromKeyedServices(FundModule.Partner)] DropContainer drop,
    ContributionFileStore files,
    ContributionSlice slices,
    ControlTotals control,
    CompareFile compare,
    BulkCursor cursor,
    TimeProvider time
)
{
    internal const int LinesAtOnce = 1000;

    internal Task<MessageOutcome> ContinueAsync(ContributionFileMoved wake, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        return cursor.RunAsync(JobOf(wake.FileId), cancellation);
    }

    /// <summary>Goes on only where nobody has since the commit that set this watch.</summary>
    internal Task<MessageOutcome> WatchAsync(ContributionFileMoved set, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        return cursor.WatchAsync(JobOf(set.FileId), file => file.Counts.Posted + file.Counts.Rejected > set.Lines, cancellation);
    }

    private BulkJob<ContributionFile> JobOf(string fileId) =>
        new(c => files.ReadAsync(fileId, c), file => file.Status != ContributionFileStatus.Running, StepAsync) { Settle = SettleAsync };

    /// <summary>What the last slice posted goes into the control totals, once, whoever comes first after its commit; a file at its end is compared.</summary>
    private async Task<Result<Done>> SettleAsync(ContributionFile file, CancellationToken cancellation)
    {
        if (file.Slices > 0 && (await AddAsync(file, cancellation)).Error is { } failed)
        {
            return failed;
        }

        if (file.Status == ContributionFileStatus.Finished)
        {
            await compare.CompareAsync(file, cancellation);
        }

        return Done.Value;
    }

    private Task<Result<Done>> AddAsync(ContributionFile file, CancellationToken cancellation) =>
        control.AddAsync(
            string.Create(CultureInfo.InvariantCulture, $"file-{file.Id}-slice-{file.Slices}"),
            ControlSums.Of(Accounts.PostingKind.Contribution, file.LastSliceCentimos),
            cancellation
        );

    private async Task<Result<ContributionFile>> StepAsync(Snapshot<ContributionFile> before, bool isLast, CancellationToken cancellation)
    {
        var file = before.State!;
        var records = await ReadAsync(file, cancellation);
        var posted = await slices.PostAsync([.. records.Where(IsLine)], file, cancellation);
        if (posted.Error is { } failed)
        {
            return failed;
        }

        var counts = posted.Value;
        var isEnd = records.Count < LinesAtOnce;
        var after = file with
        {
            Offset = isEnd ? file.Length : records[^1].NextOffset,
            NextLine = isEnd ? file.NextLine : records[^1].NextNumber,
            Slices = file.Slices + 1,
            Counts = file.Counts.Plus(counts),
            LastSliceCentimos = counts.PostedCentimos,
            Status = isEnd ? ContributionFileStatus.Finished : ContributionFileStatus.Running,
            FinishedAt = isEnd ? time.GetUtcNow() : null,
        };
        var happened =
            isEnd ? ContributionFileStore.Finished
            : isLast ? ContributionFileStore.SliceDue
            : ContributionFileStore.Advanced;
        return await files.StepAsync(before, after, happened, cancellation);
    }

    private async Task<List<CsvRecord>> ReadAsync(ContributionFile file, CancellationToken cancellation)
    {
        var name = $"{DropContainer.Taken}{file.Sha256}.csv";
        var copy = await drop.FindAsync(name, cancellation) ?? throw new InvalidDataException($"The copy of file {file.Id} is gone");
        await using var content =
            await drop.OpenAsync(copy, file.Offset, cancellation)
            ?? throw new InvalidDataException($"The copy of file {file.Id} has changed");
        return await CsvReader.ReadAsync(content, file.Offset, file.NextLine, cancellation).Take(LinesAtOnce).ToListAsync(cancellation);
    }

    private static bool IsLine(CsvRecord record) => !ContributionLayout.Frame.IsHeader(record) && !ControlFileLayout.IsTrailer(record);
}
