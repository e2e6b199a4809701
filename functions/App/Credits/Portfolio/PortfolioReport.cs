using Serverless.App.Credits.Arrears;
using Serverless.App.Credits.Loans;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Portfolio;

/// <summary>What is lent under one product in one payroll unit. Amounts in céntimos.</summary>
/// <param name="OverdueCentimos">What is due and unpaid, late interest included.</param>
internal sealed record PortfolioRow(
    string Product,
    string Ugel,
    int OpenLoans,
    long BalanceCentimos,
    int OverdueLoans,
    long OverdueCentimos
);

/// <summary>Money that left in a month through one channel (row D33).</summary>
/// <param name="Month"><c>2026-11</c>.</param>
internal sealed record PlacementRow(string Month, string Channel, int Loans, long Centimos);

/// <summary>One loan whose ledger and balance do not agree; ids only.</summary>
internal sealed record LedgerDifference(string LoanId, long BalanceCentimos, long LedgerCentimos);

/// <summary>The loan book, or a shard of it, on a day.</summary>
internal sealed record PortfolioPart(
    DateOnly On,
    IReadOnlyList<PortfolioRow> Rows,
    IReadOnlyList<PlacementRow> Placements,
    IReadOnlyList<LedgerDifference> Differences
);

/// <summary>A month's share of what was placed through the app.</summary>
/// <param name="TargetPercent">What the board wanted of that month; absent before there was a target.</param>
internal sealed record ChannelShare(string Month, decimal AppPercent, decimal? TargetPercent)
{
    /// <summary>Whether the month reached its target.</summary>
    public bool Reached => AppPercent >= TargetPercent;
}

/// <summary>A calendar year: the plain mean of its months beside the mean of their targets.</summary>
internal sealed record YearShare(int Year, decimal MeanAppPercent, decimal? MeanTargetPercent);

/// <summary>How the loan book adds up. Pure.</summary>
internal static class PortfolioRules
{
    internal static PortfolioPart Of(DateOnly on, IReadOnlyList<(Loan Loan, Money Ledger)> loans) =>
        new(
            on,
            [
                .. loans
                    .Where(one => one.Loan.IsOpen)
                    .GroupBy(one => (one.Loan.Product, one.Loan.Ugel))
                    .Select(group => Row(on, group.Key.Product, group.Key.Ugel, [.. group.Select(one => one.Loan)])),
            ],
            [
                .. loans
                    .GroupBy(one => (Month: Month(one.Loan.Terms.Disbursed), one.Loan.Channel))
                    .Select(group => new PlacementRow(
                        group.Key.Month,
                        group.Key.Channel,
                        group.Count(),
                        group.Sum(one => one.Loan.Terms.Amount.Centimos)
                    )),
            ],
            [
                .. loans
                    .Where(one => one.Loan.Balance != one.Ledger)
                    .Select(one => new LedgerDifference(one.Loan.Id, one.Loan.Balance.Centimos, one.Ledger.Centimos)),
            ]
        );

    /// <summary>The parts as one report, its rows in order.</summary>
    internal static PortfolioPart Sum(DateOnly on, IReadOnlyList<PortfolioPart> parts) =>
        new(
            on,
            [
                .. parts
                    .SelectMany(part => part.Rows)
                    .GroupBy(row => (row.Product, row.Ugel))
                    .Select(group => new PortfolioRow(
                        group.Key.Product,
                        group.Key.Ugel,
                        group.Sum(row => row.OpenLoans),
                        group.Sum(row => row.BalanceCentimos),
                        group.Sum(row => row.OverdueLoans),
                        group.Sum(row => row.OverdueCentimos)
                    ))
                    .OrderBy(row => row.Product, StringComparer.Ordinal)
                    .ThenBy(row => row.Ugel, StringComparer.Ordinal),
            ],
            [
                .. parts
                    .SelectMany(part => part.Placements)
                    .GroupBy(row => (row.Month, row.Channel))
                    .Select(group => new PlacementRow(
                        group.Key.Month,
                        group.Key.Channel,
                        group.Sum(row => row.Loans),
                        group.Sum(row => row.Centimos)
                    ))
                    .OrderBy(row => row.Month, StringComparer.Ordinal)
                    .ThenBy(row => row.Channel, StringComparer.Ordinal),
            ],
            [.. parts.SelectMany(part => part.Differences)]
        );

    /// <summary>What the app placed of each month's whole, in percent with two decimals (row D33).</summary>
    internal static IReadOnlyList<ChannelShare> Shares(IEnumerable<PlacementRow> placements) =>
        [
            .. placements
                .GroupBy(row => row.Month)
                .OrderBy(month => month.Key, StringComparer.Ordinal)
                .Select(month => new ChannelShare(month.Key, Percent([.. month]), PlacementTargets.Of(month.Key))),
        ];

    /// <summary>The plain mean of the months.</summary>
    internal static decimal Mean(IReadOnlyList<ChannelShare> shares) =>
        shares.Count == 0 ? 0m : decimal.Round(shares.Average(share => share.AppPercent), 2, MidpointRounding.AwayFromZero);

    /// <summary>Year by year, oldest first.</summary>
    internal static IReadOnlyList<YearShare> Years(IReadOnlyList<ChannelShare> shares) =>
        [
            .. shares
                .GroupBy(share => int.Parse(share.Month[..4], System.Globalization.CultureInfo.InvariantCulture))
                .Select(year => new YearShare(
                    year.Key,
                    Mean([.. year]),
                    year.Average(share => share.TargetPercent) is { } target
                        ? decimal.Round(target, 2, MidpointRounding.AwayFromZero)
                        : null
                )),
        ];

    private static decimal Percent(IReadOnlyList<PlacementRow> month)
    {
        var all = month.Sum(row => row.Centimos);
        var app = month.Where(row => row.Channel == "app").Sum(row => row.Centimos);
        return all == 0 ? 0m : decimal.Round(100m * app / all, 2, MidpointRounding.AwayFromZero);
    }

    private static PortfolioRow Row(DateOnly on, string product, string ugel, IReadOnlyList<Loan> loans)
    {
        var overdue = loans.Where(loan => loan.DaysOverdue(on) > 0).ToList();
        return new(
            product,
            ugel,
            loans.Count,
            loans.Sum(loan => loan.Balance.Centimos),
            overdue.Count,
            overdue.Sum(loan => Due(loan, on).Centimos)
        );
    }

    private static Money Due(Loan loan, DateOnly on) =>
        Money.Sum(LoanDues.Of(LoanAccrual.To(loan, on).Loan, on).Select((DueAmount part) => part.Amount));

    private static string Month(DateOnly day) => day.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
