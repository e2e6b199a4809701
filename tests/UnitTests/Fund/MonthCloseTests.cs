using CsCheck;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Months;
using Serverless.App.Fund.Parameters;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Fund;

public sealed class MonthCloseTests
{
    private static readonly FundParameters Rules = FundParameterTable.Shipped().Of(new(2026, 1, 1)).Value;
    private static readonly FundBalance February = new(new(2026, 2, 1), new Money(10_000m), new Money(9_000m));

    [Fact]
    public void D01_closing_of_March_posts_interest_contribution_and_bonus()
    {
        var march = MonthCloseRules.Close(February, new(2026, 3, 1), new(new Money(27.50m), Money.Zero), Rules).Value;

        Assert.Equal(
            [(PostingKind.Interest, 50m), (PostingKind.Contribution, 27.50m), (PostingKind.Bonus, 45m)],
            march.Postings.Select(posting => (posting.Kind, posting.Amount.Soles))
        );
        Assert.Equal(new FundBalance(new(2026, 3, 1), new Money(10_122.50m), new Money(10_122.50m)), march.After);
    }

    [Fact]
    public void D01_month_within_a_quarter_posts_no_bonus_and_keeps_the_base_of_the_next()
    {
        var april = MonthCloseRules
            .Close(February with { Month = new(2026, 3, 1) }, new(2026, 4, 1), new(new Money(27.50m), Money.Zero), Rules)
            .Value;

        Assert.Equal(2, april.Postings.Length);
        Assert.Equal(February.QuarterBalance, april.After.QuarterBalance);
    }

    [Fact]
    public void D01_month_without_contribution_still_earns_interest()
    {
        var april = MonthCloseRules.Close(February with { Month = new(2026, 3, 1) }, new(2026, 4, 1), default, Rules).Value;

        Assert.Equal([PostingKind.Interest], april.Postings.Select(posting => posting.Kind));
    }

    [Fact]
    public void D01_interest_is_rounded_half_up_once()
    {
        var april = MonthCloseRules.Close(new(new(2026, 3, 1), new Money(101m), Money.Zero), new(2026, 4, 1), default, Rules).Value;

        Assert.Equal(0.51m, april.Postings[0].Amount.Soles);
    }

    [Theory]
    [InlineData("2026-02-01", 0, "fund.month-out-of-order")]
    [InlineData("2026-04-01", 0, "fund.month-out-of-order")]
    [InlineData("2026-03-01", -1, "fund.contribution-invalid")]
    public void D01_close_out_of_order_or_of_a_negative_contribution_is_refused(string month, int contribution, string code) =>
        Assert.Equal(
            code,
            MonthCloseRules.Close(February, DateOnly.Parse(month, null), new(new Money(contribution), Money.Zero), Rules).Error?.Code
        );

    [Theory]
    [InlineData("2026-02-05", "2026-03-05", 0, "fund.month-out-of-order")]
    [InlineData("2026-02-01", "2026-03-01", -1, "fund.contribution-invalid")]
    public void D01_month_that_begins_within_one_and_money_that_left_below_zero_are_refused(
        string last,
        string month,
        int left,
        string code
    )
    {
        var before = February with { Month = DateOnly.Parse(last, null) };

        var error = MonthCloseRules.Close(before, DateOnly.Parse(month, null), new(Money.Zero, new Money(left)), Rules).Error;

        Assert.Equal(code, error?.Code);
    }

    [Fact]
    public void D01_refused_close_says_which_month_comes_next() =>
        Assert.Equal("2026-03-01", MonthCloseRules.Close(February, new(2026, 4, 1), default, Rules).Error?.Arguments["expected"]);

    [Fact]
    public void D02_money_that_left_earns_neither_interest_nor_bonus()
    {
        var april = MonthCloseRules.Close(Of(3), new(2026, 4, 1), new(Money.Zero, new Money(4_000m)), Rules).Value;
        var june = MonthCloseRules.Close(april.After with { Month = new(2026, 5, 1) }, new(2026, 6, 1), default, Rules).Value;

        Assert.Equal((30m, 6_030m, 5_000m), (april.Postings[0].Amount.Soles, april.After.Balance.Soles, april.After.QuarterBalance.Soles));
        Assert.Equal((PostingKind.Bonus, 25m), (june.Postings[^1].Kind, june.Postings[^1].Amount.Soles));
    }

    [Fact]
    public void D02_account_that_was_overdrawn_earns_nothing()
    {
        var april = MonthCloseRules.Close(Of(3), new(2026, 4, 1), new(Money.Zero, new Money(10_001m)), Rules).Value;

        Assert.Empty(april.Postings);
        Assert.Equal(new FundBalance(new(2026, 4, 1), new Money(-1m), Money.Zero), april.After);
    }

    [Fact]
    public void D01_balance_is_the_fold_of_the_postings() =>
        Gen.Int[0, 10_000]
            .Array[1, 60]
            .Sample(contributions =>
            {
                var account = new FundBalance(new(2019, 12, 1), Money.Zero, Money.Zero);
                var posted = Money.Zero;
                foreach (var centimos in contributions)
                {
                    var month = MonthCloseRules
                        .Close(account, account.Month.AddMonths(1), new(Money.FromCentimos(centimos), Money.Zero), Rules)
                        .Value;
                    posted += Money.Sum(month.Postings.Select(posting => posting.Amount));
                    account = month.After;
                }

                return posted == account.Balance && posted.Centimos >= contributions.Sum();
            });

    // Twelve interests and four bonuses on the balance of the quarter before: (1.005³ + 0.005)⁴.
    [Fact]
    public void D01_a_year_without_contributions_grows_by_what_its_rates_say()
    {
        var account = new FundBalance(new(2025, 12, 1), new Money(1_000_000m), new Money(1_000_000m));
        for (var month = 1; month <= 12; month++)
        {
            account = MonthCloseRules.Close(account, new(2026, month, 1), default, Rules).Value.After;
        }

        Assert.InRange(account.Balance.Soles, 1_082_750m, 1_082_752m);
    }

    [Theory]
    [InlineData(2017, 20.25)]
    [InlineData(2019, 21.00)]
    [InlineData(2026, 27.50)]
    public void D01_contribution_follows_the_tax_unit_of_the_year(int year, decimal soles)
    {
        var uit = UitTable.Shipped().At(new(year, 7, 1)).Value;

        Assert.Equal(soles, ContributionRules.Monthly(uit, Rules.ContributionShare, Rules.Rounding).Soles);
    }

    [Fact]
    public void D01_year_without_a_loaded_tax_unit_has_no_contribution() =>
        Assert.Equal("platform.effective-none-on-date", UitTable.Shipped().At(new(2027, 1, 1)).Error?.Code);

    private static FundBalance Of(int month) => February with { Month = new(2026, month, 1) };
}
