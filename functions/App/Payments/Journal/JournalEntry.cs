using Serverless.App.Payments.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payments.Journal;

/// <summary>One entry of the double-entry journal: the same céntimos on both sides, always above zero.</summary>
internal sealed record JournalEntry(
    string Ledger,
    string Kind,
    string Subject,
    string Reference,
    DateOnly ValueOn,
    string Debit,
    string Credit,
    long Centimos
);

/// <summary>What one shard of one ledger booked on the day.</summary>
/// <param name="Missing">Roles that no account of the chart belongs to.</param>
internal sealed record JournalPart(string Ledger, int Shard, IReadOnlyList<JournalEntry> Entries, IReadOnlyList<string> Missing);

/// <summary>What an account got on both sides.</summary>
internal sealed record AccountTotal(string Number, string Name, long DebitCentimos, long CreditCentimos);

/// <summary>What a kind of a ledger's lines came to: the sum of its amounts with their signs, to be held against the ledger.</summary>
internal sealed record LedgerTotal(string Ledger, string Kind, int Lines, long DebitCentimos);

/// <summary>The journal of a day: its totals, and in how many parts its entries lie.</summary>
internal sealed record JournalBook(
    DateOnly Day,
    int Entries,
    long DebitCentimos,
    long CreditCentimos,
    IReadOnlyList<AccountTotal> Accounts,
    IReadOnlyList<LedgerTotal> Ledgers
);

/// <summary>From lines of ledgers to the journal. Pure.</summary>
internal static class JournalRules
{
    /// <summary>A role of a ledger has no account in the chart of the day.</summary>
    internal static readonly Error AccountMissing = Error.Conflict("payments.journal-account-missing");

    /// <param name="chart">The accounts of the day.</param>
    internal static JournalPart Part(
        string ledger,
        int shard,
        IEnumerable<LedgerLine> lines,
        IReadOnlyDictionary<string, JournalAccount> chart
    )
    {
        var amounts = lines.SelectMany(line => line.Amounts.Select(amount => (line, amount))).ToList();
        var missing = amounts
            .SelectMany(one => new[] { one.amount.Debit, one.amount.Credit })
            .Where(role => !chart.ContainsKey(role))
            .Distinct(StringComparer.Ordinal);
        return new JournalPart(
            ledger,
            shard,
            [
                .. amounts
                    .Where(one => one.amount.Centimos != 0 && chart.ContainsKey(one.amount.Debit) && chart.ContainsKey(one.amount.Credit))
                    .Select(one => Entry(one.line, one.amount, chart)),
            ],
            [.. missing.Order(StringComparer.Ordinal)]
        );
    }

    /// <summary>The parts as one book.</summary>
    internal static JournalBook Sum(DateOnly day, IReadOnlyList<JournalPart> parts, IReadOnlyDictionary<string, JournalAccount> chart)
    {
        var entries = parts.SelectMany(part => part.Entries).ToList();
        var names = chart.Values.DistinctBy(account => account.Number).ToDictionary(account => account.Number, account => account.Name);
        var debits = entries.GroupBy(entry => entry.Debit).ToDictionary(group => group.Key, group => group.Sum(entry => entry.Centimos));
        var credits = entries.GroupBy(entry => entry.Credit).ToDictionary(group => group.Key, group => group.Sum(entry => entry.Centimos));
        return new JournalBook(
            day,
            entries.Count,
            debits.Values.Sum(),
            credits.Values.Sum(),
            [
                .. debits
                    .Keys.Union(credits.Keys)
                    .Order(StringComparer.Ordinal)
                    .Select(number => new AccountTotal(
                        number,
                        names[number],
                        debits.GetValueOrDefault(number),
                        credits.GetValueOrDefault(number)
                    )),
            ],
            [
                .. entries
                    .GroupBy(entry => (entry.Ledger, entry.Kind))
                    .OrderBy(group => group.Key.Ledger, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.Kind, StringComparer.Ordinal)
                    .Select(group => new LedgerTotal(group.Key.Ledger, group.Key.Kind, group.Count(), group.Sum(entry => entry.Centimos))),
            ]
        );
    }

    /// <summary>Below zero the sides change, so that no entry is negative.</summary>
    private static JournalEntry Entry(LedgerLine line, LedgerAmount amount, IReadOnlyDictionary<string, JournalAccount> chart)
    {
        var (debit, credit) = amount.Centimos > 0 ? (amount.Debit, amount.Credit) : (amount.Credit, amount.Debit);
        return new JournalEntry(
            line.Ledger,
            line.Kind,
            line.Subject,
            line.Reference,
            line.ValueOn,
            chart[debit].Number,
            chart[credit].Number,
            Math.Abs(amount.Centimos)
        );
    }
}
