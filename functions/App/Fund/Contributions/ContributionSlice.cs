using Serverless.App.Fund.Accounts;
using Serverless.Platform.Bulk;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Contributions;

/// <summary>
/// Posts a slice of lines: finds every account first, lists the new ones in the roster together, then posts. Lines of one document stay
/// together and in the file's order.
/// </summary>
internal sealed class ContributionSlice(PostLine posting, AccountStore accounts, BulkLanes lanes)
{
    private const int DocumentField = 2;

    internal async Task<Result<ContributionCounts>> PostAsync(
        IReadOnlyList<CsvRecord> records,
        ContributionFile file,
        CancellationToken cancellation
    )
    {
        var found = new FoundLine[records.Count];
        await lanes.RunAsync(records.Count, async (index, c) => found[index] = await posting.FindAsync(records[index], c), cancellation);
        await accounts.ListAsync(found.Where(line => line.IsNewAccount).Select(line => line.Account!.Id), cancellation);

        var people = found.GroupBy(line => line.Record.Fields.ElementAtOrDefault(DocumentField), StringComparer.Ordinal).ToList();
        var posted = new Result<ContributionCounts>[people.Count];
        await lanes.RunAsync(people.Count, async (index, c) => posted[index] = await PostAsync(people[index], file, c), cancellation);
        return posted.FirstOrDefault(person => !person.IsSuccess).Error is { } failed
            ? failed
            : posted.Aggregate(ContributionCounts.None, (sum, person) => sum.Plus(person.Value));
    }

    private async Task<Result<ContributionCounts>> PostAsync(
        IEnumerable<FoundLine> lines,
        ContributionFile file,
        CancellationToken cancellation
    )
    {
        var counts = ContributionCounts.None;
        foreach (var line in lines)
        {
            var posted = await posting.PostAsync(line, file, cancellation);
            if (posted.Error is { } failed)
            {
                return failed;
            }

            counts = counts.Plus(posted.Value);
        }

        return counts;
    }
}
