using Serverless.App.Membership.Members;
using Serverless.Platform.Bulk;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Register;

/// <summary>A line that was not taken, as the report lists it.</summary>
internal readonly record struct RejectedLine(int Number, Error Reason);

/// <summary>What a slice of the file came to.</summary>
internal sealed record RegisterSliceResult(long Offset, int NextLine, RegisterCounts Counts, IReadOnlyList<RejectedLine> Rejected);

/// <summary>Takes over up to a thousand lines, sixteen at a time (decision 16). A line that cannot be read is reported, never the end.</summary>
internal sealed class RegisterSlice(RegisterMember members, BulkLanes lanes)
{
    internal const int LinesAtOnce = 1000;

    /// <param name="content">The file from the import's offset on.</param>
    internal async Task<RegisterSliceResult> RunAsync(
        RegisterImport import,
        Stream content,
        IReadOnlyDictionary<int, int> repeated,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var records = await CsvReader
            .ReadAsync(content, import.Offset, import.NextLine, cancellation)
            .Take(LinesAtOnce)
            .ToListAsync(cancellation);
        var lines = records.Where(record => !RegisterLineParser.IsHeading(record)).ToList();
        var outcomes = new Outcome[lines.Count];
        await lanes.RunAsync(
            lines.Count,
            async (index, token) =>
                outcomes[index] = new(lines[index].Number, await TakeAsync(lines[index], import.Id, repeated, today, token)),
            cancellation
        );
        return records.Count < LinesAtOnce
            ? Result(import.Length, import.NextLine, outcomes)
            : Result(records[^1].NextOffset, records[^1].NextNumber, outcomes);
    }

    private async Task<Result<RegisterOutcome>> TakeAsync(
        CsvRecord record,
        string importId,
        IReadOnlyDictionary<int, int> repeated,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var line = RegisterLineParser.Parse(record, today);
        if (line.Error is { } unreadable)
        {
            return unreadable;
        }

        return repeated.TryGetValue(record.Number, out var first)
            ? RegisterErrors.Repeated(first)
            : await members.ApplyAsync(line.Value, importId, cancellation);
    }

    private static RegisterSliceResult Result(long offset, int nextLine, Outcome[] outcomes)
    {
        int Of(RegisterOutcome wanted) => outcomes.Count(outcome => outcome.Result is { IsSuccess: true } done && done.Value == wanted);

        var rejected = outcomes
            .Where(outcome => !outcome.Result.IsSuccess)
            .Select(outcome => new RejectedLine(outcome.Number, outcome.Result.Error!))
            .ToList();
        var counts = new RegisterCounts(
            Of(RegisterOutcome.Registered),
            Of(RegisterOutcome.Updated),
            Of(RegisterOutcome.Unchanged),
            rejected.Count
        );
        return new RegisterSliceResult(offset, nextLine, counts, rejected);
    }

    private readonly record struct Outcome(int Number, Result<RegisterOutcome> Result);
}
