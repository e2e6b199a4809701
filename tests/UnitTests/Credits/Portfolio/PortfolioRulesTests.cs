using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Portfolio;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Credits.Loans;

namespace Serverless.UnitTests.Credits.Portfolio;

public sealed class PortfolioRulesTests
{
    private static readonly DateOnly On = new(2027, 2, 1);
    private static readonly Loan Late = SampleLoan.Opened().Loan with { Ugel = "UGEL-01" };

    private static readonly Loan Current = LoanRules
        .PayInstalments(Late, SampleLoan.Paid(new(2027, 1, 5), Late.Plan.Rows[0].Instalment))
        .Value.Loan with
    {
        Id = "loan-2",
        Channel = "office",
    };

    [Fact]
    public void D52_book_is_the_sum_of_the_loans_and_shows_what_is_overdue()
    {
        var book = PortfolioRules.Of(On, [(Late, Late.Balance), (Current, Current.Balance)]);

        var row = Assert.Single(book.Rows);
        var due = LoanStatementDue(Late);
        Assert.Equal((2, (Late.Balance + Current.Balance).Centimos), (row.OpenLoans, row.BalanceCentimos));
        Assert.Equal((1, due), (row.OverdueLoans, row.OverdueCentimos));
        Assert.Empty(book.Differences);
    }

    [Fact]
    public void D52_loan_whose_ledger_says_something_else_is_named()
    {
        var book = PortfolioRules.Of(On, [(Late, Late.Balance - new Money(0.01m))]);

        Assert.Equal(new LedgerDifference(Late.Id, 800_000, 799_999), Assert.Single(book.Differences));
    }

    [Fact]
    public void D52_shards_add_up_to_the_whole()
    {
        var whole = PortfolioRules.Of(On, [(Late, Late.Balance), (Current, Current.Balance)]);

        var sum = PortfolioRules.Sum(
            On,
            [PortfolioRules.Of(On, [(Late, Late.Balance)]), PortfolioRules.Of(On, [(Current, Current.Balance)])]
        );

        Assert.Equal(whole.Rows, sum.Rows);
        Assert.Equal(whole.Placements.OrderBy(row => row.Channel), sum.Placements);
    }

    [Fact]
    public void D33_twelve_months_between_two_and_three_percent_have_a_mean_of_two_and_a_half()
    {
        var months = Enumerable
            .Range(1, 12)
            .SelectMany(month =>
                new[]
                {
                    new PlacementRow($"2023-{month:D2}", "app", 1, month % 2 == 0 ? 30_000 : 20_000),
                    new PlacementRow($"2023-{month:D2}", "office", 9, month % 2 == 0 ? 970_000 : 980_000),
                }
            );

        var shares = PortfolioRules.Shares(months);

        Assert.Equal((12, 2m, 3m, 2.5m), (shares.Count, shares[0].AppPercent, shares[1].AppPercent, PortfolioRules.Mean(shares)));
    }

    [Fact]
    public void D33_target_of_the_board_stands_beside_each_month_and_year()
    {
        PlacementRow[] placed =
        [
            new("2023-11", "app", 1, 25_000),
            new("2023-11", "office", 1, 975_000),
            new("2023-12", "app", 1, 10_000),
            new("2023-12", "office", 1, 990_000),
        ];

        var shares = PortfolioRules.Shares(placed);

        Assert.Equal(
            [(2.5m, 2m, true), (1m, 2m, false)],
            shares.Select(share => (share.AppPercent, share.TargetPercent!.Value, share.Reached))
        );
        Assert.Equal(new YearShare(2023, 1.75m, 2m), Assert.Single(PortfolioRules.Years(shares)));
    }

    private static long LoanStatementDue(Loan loan) =>
        Money.Sum(LoanDues.Of(LoanAccrual.To(loan, On).Loan, On).Select(part => part.Amount)).Centimos;
}
