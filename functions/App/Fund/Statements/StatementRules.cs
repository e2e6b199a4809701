using Serverless.App.Fund.Accounts;

namespace Serverless.App.Fund.Statements;

/// <summary>What an account did between two days, by value date: opening, postings, closing. Pure.</summary>
internal static class StatementRules
{
    /// <param name="today">In Lima.</param>
    /// <param name="order">How postings of the same day stand among each other.</param>
    internal static AccountStatement Of(
        IReadOnlyList<Posting> postings,
        StatementPeriod period,
        DateOnly today,
        IReadOnlyList<PostingKind> order
    )
    {
        var (from, to) = (period.From, period.To);
        var opening = postings.Where(posting => posting.Made.ValueOn < from).Sum(posting => posting.Made.AmountCentimos);
        var balance = opening;
        var rows = postings
            .Where(posting => posting.Made.ValueOn >= from && posting.Made.ValueOn <= to)
            .OrderBy(posting => posting.Made.ValueOn)
            .ThenBy(posting => RankOf(posting.Kind, order))
            .Select(posting => new StatementRow(
                posting.Made.ValueOn,
                StatementWords.CodeOf(posting.Kind),
                StatementWords.TextOf(posting.Kind),
                posting.Made.Period,
                posting.Made.AmountCentimos,
                balance += posting.Made.AmountCentimos,
                posting.Number
            ))
            .ToList();
        var split = rows.GroupBy(row => row.Type)
            .Select(group => new StatementSplit(group.Key, group.First().Text, group.Count(), group.Sum(row => row.AmountCentimos)))
            .OrderBy(part => part.Type, StringComparer.Ordinal);
        return new AccountStatement(from, to, opening, rows, balance, [.. split]) { IsRunning = to >= today };
    }

    private static int RankOf(PostingKind kind, IReadOnlyList<PostingKind> order)
    {
        for (var rank = 0; rank < order.Count; rank++)
        {
            if (order[rank] == kind)
            {
                return rank;
            }
        }

        return order.Count;
    }
}

/// <summary>A statement (estado de cuenta): the sum of its rows is closing less opening.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="OpeningCentimos">Balance before the first day.</param>
/// <param name="Split">The rows by type.</param>
internal sealed record AccountStatement(
    DateOnly From,
    DateOnly To,
    long OpeningCentimos,
    IReadOnlyList<StatementRow> Rows,
    long ClosingCentimos,
    IReadOnlyList<StatementSplit> Split
)
{
    /// <summary>Its last day is not over in Lima: more rows may come.</summary>
    public bool IsRunning { get; init; }
}

/// <param name="Type">APORTE, INTERES, BONUS, AJUSTE, RETIRO, DEVOLUCION or COMPENSACION_DEUDA.</param>
/// <param name="Period">The month it is for, <c>2026-12</c>.</param>
/// <param name="AmountCentimos">Below zero for what left the account.</param>
/// <param name="BalanceCentimos">Balance after it.</param>
/// <param name="Number">Its place in the ledger, for whoever asks about it.</param>
internal sealed record StatementRow(
    DateOnly ValueOn,
    string Type,
    string Text,
    string Period,
    long AmountCentimos,
    long BalanceCentimos,
    long Number
);

/// <summary>One type of postings, counted and added up.</summary>
internal sealed record StatementSplit(string Type, string Text, int Count, long AmountCentimos);

/// <summary>The ledger's own words (domain.md §1.3), and how a member reads them.</summary>
internal static class StatementWords
{
    internal static string CodeOf(PostingKind kind) =>
        kind switch
        {
            PostingKind.Contribution => "APORTE",
            PostingKind.Interest => "INTERES",
            PostingKind.Bonus => "BONUS",
            PostingKind.Adjustment => "AJUSTE",
            PostingKind.Withdrawal => "RETIRO",
            PostingKind.Refund => "DEVOLUCION",
            _ => "COMPENSACION_DEUDA",
        };

    internal static string TextOf(PostingKind kind) =>
        kind switch
        {
            PostingKind.Contribution => "Tu aporte del mes",
            PostingKind.Interest => "Interés del mes",
            PostingKind.Bonus => "Bono del trimestre",
            PostingKind.Adjustment => "Corrección",
            PostingKind.Withdrawal => "Pago de tu beneficio",
            PostingKind.Refund => "Devolución",
            _ => "Pago de tu deuda",
        };
}
