using System.Globalization;
using Serverless.App.Payments.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.App.Payments.Journal;

/// <summary>
/// Each night, the journal of the day before: ledger by ledger and shard by shard. A part that was made is kept, so whatever ends a run
/// early, the next one goes on behind it. The day's lines never change afterwards, so the same day always comes to the same journal.
/// </summary>
internal sealed class BuildJournal(
    IEnumerable<ILedgerBook> ledgers,
    WorkFiles work,
    [FromKeyedServices(PaymentsModule.Name)] TaskDesk desk,
    TimeProvider time
)
{
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(4);

    internal Task RunAsync(CancellationToken cancellation) => RunAsync(LimaTime.Today(time).AddDays(-1), cancellation);

    internal async Task RunAsync(DateOnly day, CancellationToken cancellation)
    {
        var began = time.GetUtcNow();
        if (await work.FindAsync(BookName(day), JournalJson.Default.JournalBook, cancellation) is not null)
        {
            return;
        }

        var chart = JournalAccounts.Shipped.At(day).Value;
        var parts = new List<JournalPart>();
        foreach (var ledger in ledgers.OrderBy(one => one.Ledger, StringComparer.Ordinal))
        {
            for (var shard = 0; shard < Rosters.Shards; shard++)
            {
                if (time.GetUtcNow() - began > Turn)
                {
                    return;
                }

                parts.Add(await PartAsync(ledger, shard, day, chart, cancellation));
            }
        }

        if (await ComplainAsync(parts, day, cancellation))
        {
            return;
        }

        await work.PutAsync(BookName(day), JournalRules.Sum(day, parts, chart), JournalJson.Default.JournalBook, cancellation);
    }

    internal Task<JournalBook?> FindAsync(DateOnly day, CancellationToken cancellation) =>
        work.FindAsync(BookName(day), JournalJson.Default.JournalBook, cancellation);

    /// <summary>The entries of a day whose journal is made, part by part.</summary>
    internal async IAsyncEnumerable<JournalEntry> EntriesAsync(
        DateOnly day,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        foreach (var ledger in ledgers.OrderBy(one => one.Ledger, StringComparer.Ordinal))
        {
            for (var shard = 0; shard < Rosters.Shards; shard++)
            {
                var part = await work.FindAsync(PartName(ledger.Ledger, shard, day), JournalJson.Default.JournalPart, cancellation);
                foreach (var entry in part?.Entries ?? [])
                {
                    yield return entry;
                }
            }
        }
    }

    private async Task<JournalPart> PartAsync(
        ILedgerBook ledger,
        int shard,
        DateOnly day,
        IReadOnlyDictionary<string, JournalAccount> chart,
        CancellationToken cancellation
    )
    {
        var name = PartName(ledger.Ledger, shard, day);
        if (await work.FindAsync(name, JournalJson.Default.JournalPart, cancellation) is { } known)
        {
            return known;
        }

        var part = JournalRules.Part(ledger.Ledger, shard, await ledger.BookedAsync(shard, day, cancellation), chart);
        if (part.Missing.Count == 0)
        {
            await work.PutAsync(name, part, JournalJson.Default.JournalPart, cancellation);
        }

        return part;
    }

    /// <summary>A journal without an account is no journal: a task names what is missing, and the next run tries again.</summary>
    private async Task<bool> ComplainAsync(IEnumerable<JournalPart> parts, DateOnly day, CancellationToken cancellation)
    {
        var missing = parts.SelectMany(part => part.Missing).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var role in missing)
        {
            var facts = new Dictionary<string, string> { ["role"] = role, ["day"] = day.ToString("O", CultureInfo.InvariantCulture) };
            await desk.OpenAsync(new(JournalRules.AccountMissing.Code, role, time.GetUtcNow()) { Facts = facts }, cancellation);
        }

        return missing.Count > 0;
    }

    private static string BookName(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"payments/journal/{day:yyyy-MM-dd}/book");

    private static string PartName(string ledger, int shard, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"payments/journal/{day:yyyy-MM-dd}/{ledger}-{shard:D2}");
}
