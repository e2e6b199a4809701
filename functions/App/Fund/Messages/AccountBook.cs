using Serverless.App.Fund.Accounts;
using Serverless.App.Payments.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Fund.Messages;

/// <summary>The ledgers of individual accounts for the journal. Reads only.</summary>
internal sealed class AccountBook(AccountStore accounts, Rosters rosters) : ILedgerBook
{
    private const int AtOnce = 16;

    public string Ledger => "fund";

    public async Task<IReadOnlyList<LedgerLine>> BookedAsync(int shard, DateOnly day, CancellationToken cancellation)
    {
        var lines = new List<LedgerLine>();
        foreach (var some in (await rosters.ReadShardAsync(AccountStore.Roster, shard, cancellation)).Chunk(AtOnce))
        {
            var booked = await Task.WhenAll(some.Select(id => OfAsync(id, day, cancellation)));
            lines.AddRange(booked.SelectMany(postings => postings));
        }

        return lines;
    }

    private async Task<IEnumerable<LedgerLine>> OfAsync(string memberId, DateOnly day, CancellationToken cancellation)
    {
        var events = await accounts.LedgerAsync(memberId, long.MaxValue, cancellation);
        return events
            .Where(stored => LimaTime.DateOf(stored.Time) == day)
            .Select(PostingEvents.Read)
            .OfType<Posting>()
            .Select(Line)
            .ToList();
    }

    /// <summary>Every posting stands against the member's savings; what leaves them is below zero.</summary>
    internal static LedgerLine Line(Posting posting) =>
        new(
            "fund",
            posting.Made.MemberId,
            posting.Kind.ToString(),
            posting.Made.Source,
            posting.Made.ValueOn,
            [new LedgerAmount($"fund.{RoleOf(posting.Kind)}", "fund.savings", posting.Made.AmountCentimos)]
        );

    private static string RoleOf(PostingKind kind) =>
        kind switch
        {
            PostingKind.Contribution => "contribution",
            PostingKind.Interest => "interest",
            PostingKind.Bonus => "bonus",
            PostingKind.Adjustment => "adjustment",
            PostingKind.Withdrawal => "withdrawal",
            PostingKind.Refund => "refund",
            PostingKind.DebtOffset => "debt-offset",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No role for this posting"),
        };
}
