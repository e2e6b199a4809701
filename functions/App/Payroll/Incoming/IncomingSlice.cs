using Serverless.App.Payroll.Layout;
using Serverless.App.Payroll.Outgoing;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payroll.Incoming;

/// <summary>What a slice of an answer came to.</summary>
internal sealed record IncomingSliceResult(long Offset, int NextLine, bool IsLast, IncomingCounts Counts, AnswerTally Tally);

/// <summary>
/// Books up to a thousand lines in sixteen lanes (decision 16). Lines of one document stay in one lane and in the file's order, so that
/// two answers about one person are booked as they stand, whichever worker books them.
/// </summary>
internal sealed class IncomingSlice(BookLine booking)
{
    internal const int LinesAtOnce = 1000;
    private const int Lanes = 16;
    private const int DocumentField = 2;

    /// <param name="content">The copy from the file's offset on.</param>
    internal async Task<Result<IncomingSliceResult>> RunAsync(IncomingFile file, Stream content, CancellationToken cancellation)
    {
        var records = await CsvReader
            .ReadAsync(content, file.Offset, file.NextLine, cancellation)
            .Take(LinesAtOnce)
            .ToListAsync(cancellation);
        var lanes = records.Where(IsLine).GroupBy(LaneOf).Select(lane => BookAsync([.. lane], file, cancellation));
        var booked = await Task.WhenAll(lanes);
        if (booked.FirstOrDefault(lane => !lane.IsSuccess).Error is { } failed)
        {
            return failed;
        }

        var lines = booked.SelectMany(lane => lane.Value).ToList();
        var counts = IncomingCounts.Of(lines.Select(line => line.Outcome));
        var tally = lines.Aggregate(AnswerTally.None, (sum, line) => sum.Plus(line.Tally));
        return records.Count < LinesAtOnce
            ? new IncomingSliceResult(file.Length, file.NextLine, true, counts, tally)
            : new IncomingSliceResult(records[^1].NextOffset, records[^1].NextNumber, false, counts, tally);
    }

    /// <summary>Everything between header and trailer; what is no line of the layout is a line that cannot be read.</summary>
    private static bool IsLine(CsvRecord record) => ResultFile.Header(record) is null && ResultFile.Trailer(record) is null;

    private static int LaneOf(CsvRecord record) =>
        record.Fields.Count > DocumentField && DropLayout.Number(record.Fields[DocumentField]) is { } document
            ? (int)(document % Lanes)
            : 0;

    private async Task<Result<IReadOnlyList<BookedLine>>> BookAsync(
        IReadOnlyList<CsvRecord> lane,
        IncomingFile file,
        CancellationToken cancellation
    )
    {
        var booked = new List<BookedLine>(lane.Count);
        foreach (var record in lane)
        {
            var line = await booking.BookAsync(record, file, cancellation);
            if (line.Error is { } failed)
            {
                return failed;
            }

            booked.Add(line.Value);
        }

        return booked;
    }
}
