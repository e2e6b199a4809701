using Serverless.App.Credits.Loans;
using Serverless.App.Payments.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Messages;

/// <summary>The ledgers of loans for the journal. Reads only.</summary>
internal sealed class LoanBook(LoanStore loans, Rosters rosters) : ILedgerBook
{
    private const int AtOnce = 16;

    public string Ledger => "credits";

    public async Task<IReadOnlyList<LedgerLine>> BookedAsync(int shard, DateOnly day, CancellationToken cancellation)
    {
        var lines = new List<LedgerLine>();
        foreach (var some in (await rosters.ReadShardAsync(LoanStore.Roster, shard, cancellation)).Chunk(AtOnce))
        {
            var booked = await Task.WhenAll(some.Select(id => loans.BookedAsync(id, day, cancellation)));
            lines.AddRange(booked.SelectMany(postings => postings).Select(Line));
        }

        return lines;
    }

    /// <summary>What was paid comes from where the money came from and goes to what it paid.</summary>
    internal static LedgerLine Line(LoanPosting posting)
    {
        var parts = posting.Parts;
        var from = $"loan.{posting.Channel}";
        (string To, Money Amount)[] amounts =
        [
            ("loan.principal", parts.Principal),
            ("loan.interest", parts.Interest),
            ("loan.insurance", parts.Insurance),
            ("loan.charge", parts.Charge),
            ("loan.compensatory", parts.Compensatory),
            ("loan.moratory", parts.Moratory),
        ];
        return new LedgerLine(
            "credits",
            posting.LoanId,
            posting.Kind.ToString(),
            posting.Reference,
            posting.On,
            [.. amounts.Where(one => one.Amount != Money.Zero).Select(one => new LedgerAmount(from, one.To, one.Amount.Centimos))]
        );
    }
}
