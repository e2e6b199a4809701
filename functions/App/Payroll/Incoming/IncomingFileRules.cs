namespace Serverless.App.Payroll.Incoming;

/// <summary>The order of an answer's steps.</summary>
internal static class IncomingFileRules
{
    internal static IncomingFile Advance(IncomingFile file, IncomingSliceResult slice, DateTimeOffset now) =>
        file with
        {
            Offset = slice.Offset,
            NextLine = slice.NextLine,
            Slices = file.Slices + 1,
            Counts = file.Counts.Plus(slice.Counts),
            Tally = file.Tally.Plus(slice.Tally),
            Status = slice.IsLast ? IncomingStatus.Finished : IncomingStatus.Running,
            FinishedAt = slice.IsLast ? now : null,
        };
}
