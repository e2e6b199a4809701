using System.Globalization;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Controls;
using Serverless.Platform.Drop;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Fund.Contributions;

/// <summary>
/// The job behind a file (decision 16): a thousand lines at a time from the copy in <c>done/</c>, in sixteen lanes, lines of one document
/// in one lane. Woken twice, the slower worker's commit is refused and it stops; stopped anywhere, the next one goes on from the last
/// commit, and lines posted already count the same.
/// </summary>
internal sealed class PostContributions(
    [FromKeyedServices(FundModule.Partner)] DropContainer drop,
    ContributionFileStore files,
    PostLine posting,
    ControlTotals control,
    CompareFile compare,
    TimeProvider time
)
{
    internal const int LinesAtOnce = 1000;
    private const int Lanes = 16;

    /// <summary>After this time the rest is left to the next message, so that the host may stop the instance between two.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(60);

    internal async Task<MessageOutcome> ContinueAsync(ContributionFileMoved wake, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        var started = time.GetUtcNow();
        while (true)
        {
            var before = await files.ReadAsync(wake.FileId, cancellation);
            if (before.State is not { Status: not ContributionFileStatus.Refused } file)
            {
                return MessageOutcome.Done;
            }

            var settled = await SettleAsync(file, cancellation);
            if (settled.Error is { } failed)
            {
                return MessageOutcome.Retry(failed);
            }

            if (file.Status == ContributionFileStatus.Finished)
            {
                await compare.CompareAsync(file, cancellation);
                return MessageOutcome.Done;
            }

            var isLast = time.GetUtcNow() - started >= Turn;
            var step = await StepAsync(before, file, isLast, cancellation);
            if (step.Error is { } error && error != StorageErrors.PreconditionFailed)
            {
                return MessageOutcome.Retry(error);
            }

            if (!step.IsSuccess || (isLast && step.Value.Status == ContributionFileStatus.Running))
            {
                return MessageOutcome.Done;
            }
        }
    }

    /// <summary>What the last slice posted goes into the control totals, once, whoever comes first after its commit.</summary>
    private Task<Result<Done>> SettleAsync(ContributionFile file, CancellationToken cancellation) =>
        file.Slices == 0
            ? Task.FromResult<Result<Done>>(Done.Value)
            : control.AddAsync(
                string.Create(CultureInfo.InvariantCulture, $"file-{file.Id}-slice-{file.Slices}"),
                ControlSums.Of(PostingKind.Contribution, file.LastSliceCentimos),
                cancellation
            );

    private async Task<Result<ContributionFile>> StepAsync(
        Snapshot<ContributionFile> before,
        ContributionFile file,
        bool isLast,
        CancellationToken cancellation
    )
    {
        var records = await ReadAsync(file, cancellation);
        var lanes = records.Where(IsLine).GroupBy(LaneOf).Select(lane => PostAsync([.. lane], file, cancellation));
        var posted = await Task.WhenAll(lanes);
        if (posted.FirstOrDefault(lane => !lane.IsSuccess).Error is { } failed)
        {
            return failed;
        }

        var counts = posted.Aggregate(ContributionCounts.None, (sum, lane) => sum.Plus(lane.Value));
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

    private async Task<Result<ContributionCounts>> PostAsync(
        IReadOnlyList<CsvRecord> lane,
        ContributionFile file,
        CancellationToken cancellation
    )
    {
        var counts = ContributionCounts.None;
        foreach (var record in lane)
        {
            var line = await posting.PostAsync(record, file, cancellation);
            if (line.Error is { } failed)
            {
                return failed;
            }

            counts = counts.Plus(line.Value);
        }

        return counts;
    }

    private static bool IsLine(CsvRecord record) => !ContributionLayout.Frame.IsHeader(record) && !ControlFileLayout.IsTrailer(record);

    private static int LaneOf(CsvRecord record) =>
        record.Fields.Count > 2 && ControlFileLayout.Number(record.Fields[2]) is { } document ? (int)(document % Lanes) : 0;
}
