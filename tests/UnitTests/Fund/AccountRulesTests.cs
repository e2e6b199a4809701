using CsCheck;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Parameters;

namespace Serverless.UnitTests.Fund;

public sealed class AccountRulesTests
{
    private static readonly FundParameterTable Table = FundParameterTable.Shipped();
    private static readonly FundParameters Rules = Table.Of(new(2026, 1, 1)).Value;

    [Fact]
    public void D01_first_contribution_opens_the_account_on_its_value_date()
    {
        var change = AccountRules.Contribute(null, Of("2026-12-01", "2027-01-05"), Rules).Value;

        Assert.Equal(2750, change.After.BalanceCentimos);
        Assert.Equal((new(2026, 12, 31), new(2026, 11, 1)), (change.After.OpenedOn, change.After.ClosedMonth));
        Assert.Equal(("2026-12", new DateOnly(2026, 12, 31)), (change.Postings[0].Made.Period, change.Postings[0].Made.ValueOn));
    }

    [Fact]
    public void D01_same_month_is_not_paid_for_twice()
    {
        var first = AccountRules.Contribute(null, Of("2026-12-01", "2026-12-20"), Rules).Value.After;

        var second = AccountRules.Contribute(first, Of("2026-12-01", "2026-12-21"), Rules);

        Assert.Equal("fund.contribution-repeated", second.Error?.Code);
    }

    [Theory]
    [InlineData("2026-12-20", "2026-12-20")]
    [InlineData("2026-12-31", "2026-12-31")]
    [InlineData("2027-01-01", "2026-12-31")]
    [InlineData("2027-01-11", "2026-12-31")]
    [InlineData("2027-01-12", "2027-01-12")]
    [InlineData("2027-05-03", "2027-05-03")]
    [InlineData("2026-11-30", "2026-11-30")]
    public void D01_contribution_told_before_the_close_counts_in_its_month_and_later_on_the_day_it_came(string received, string valueOn) =>
        Assert.Equal(Date(valueOn), ContributionRules.ValueOn(new(2026, 12, 1), Date(received), Rules.CloseDay));

    [Fact]
    public void D01_contribution_of_a_closed_month_counts_from_the_first_open_day()
    {
        var account = Closed(AccountRules.Contribute(null, Of("2026-10-01", "2026-10-20"), Rules).Value.After, "2026-12-01");

        var late = AccountRules.Contribute(account, Of("2026-12-01", "2026-12-20"), Rules).Value;

        Assert.Equal(new(2027, 1, 1), late.Postings[0].Made.ValueOn);
    }

    [Theory]
    [InlineData(0, "2026-12-01")]
    [InlineData(-1, "2026-12-01")]
    [InlineData(2750, "2026-12-02")]
    [InlineData(2750, "1989-12-01")]
    public void D01_contribution_that_is_none_is_refused(long centimos, string period) =>
        Assert.Equal(
            "fund.contribution-invalid",
            AccountRules.Contribute(null, new("m", Date(period), centimos, Date("2026-12-20"), "t"), Rules).Error?.Code
        );

    [Fact]
    public void D01_closing_March_posts_interest_then_bonus_after_the_contribution_that_came()
    {
        var february = new IndividualAccount("m", new(2019, 1, 31), new(2026, 2, 1))
        {
            BalanceCentimos = 10_000_00,
            ClosedCentimos = 10_000_00,
            QuarterCentimos = 9_000_00,
        };
        var march = AccountRules.Contribute(february, Of("2026-03-01", "2026-03-25"), Rules).Value.After;

        var closed = AccountRules.Close(march, new(2026, 3, 1), "r", Table.Of).Value;

        Assert.Equal(
            [(PostingKind.Interest, 50_00L), (PostingKind.Bonus, 45_00L)],
            closed.Postings.Select(posting => (posting.Kind, posting.Made.AmountCentimos))
        );
        Assert.Equal((10_122_50L, 10_122_50L, 10_122_50L), Balances(closed.After));
        Assert.Empty(closed.After.Open);
    }

    [Fact]
    public void D01_closing_twice_posts_once()
    {
        var account = AccountRules.Contribute(null, Of("2026-10-01", "2026-10-20"), Rules).Value.After;
        var once = AccountRules.Close(account, new(2026, 12, 1), "r", Table.Of).Value;

        var twice = AccountRules.Close(once.After, new(2026, 12, 1), "r", Table.Of).Value;

        Assert.NotEmpty(once.Postings);
        Assert.Equal((once.After, 0), (twice.After, twice.Postings.Count));
    }

    [Fact]
    public void D01_account_that_a_run_missed_catches_up_to_the_same_centimo() =>
        Gen.Int[1, 100_000]
            .Array[1, 24]
            .Sample(amounts =>
            {
                var monthly = Play(amounts, closeEach: true);
                var late = Play(amounts, closeEach: false);

                return (monthly.BalanceCentimos, monthly.QuarterCentimos) == (late.BalanceCentimos, late.QuarterCentimos);
            });

    [Fact]
    public void D01_balance_is_the_fold_whatever_is_posted() =>
        Gen.Select(Gen.Int[1, 100_000].Array[1, 24], Gen.Int[-50_000, 50_000])
            .Sample(
                (amounts, moved) =>
                {
                    var account = Play(amounts, closeEach: true);
                    var entry = new Entry(PostingKind.Adjustment, new(2026, 1, 1), moved, new(2026, 1, 5), "a");
                    var change = AccountRules.Move(account, [entry]);

                    return change.After.BalanceCentimos == account.BalanceCentimos + moved
                        && change.Postings.Sum(posting => posting.Made.AmountCentimos) == moved
                        && change.Postings.All(posting => posting.Made.BalanceCentimos == change.After.BalanceCentimos);
                }
            );

    [Fact]
    public void D02_account_that_was_paid_out_earns_nothing_afterwards()
    {
        var account = Closed(AccountRules.Contribute(null, Of("2026-01-01", "2026-01-20"), Rules).Value.After, "2026-04-01");
        var all = new Entry(PostingKind.Withdrawal, new(2026, 5, 1), -account.BalanceCentimos, new(2026, 5, 15), "claim");

        var year = Closed(AccountRules.Move(account, [all]).After, "2026-12-01");

        Assert.Equal((0L, 0L, 0L), Balances(year));
    }

    [Fact]
    public void Set_of_months_holds_what_was_put_in_and_nothing_else() =>
        Gen.Int[0, 1199]
            .Array[0, 50]
            .Sample(indexes =>
            {
                var months = indexes.Select(index => new DateOnly(1990, 1, 1).AddMonths(index)).ToHashSet();
                var set = months.Aggregate(ReadOnlyMemory<byte>.Empty, (bytes, month) => MonthSet.With(bytes.Span, month));
                return Enumerable
                    .Range(0, 1200)
                    .Select(index => new DateOnly(1990, 1, 1).AddMonths(index))
                    .All(month => MonthSet.Contains(set.Span, month) == months.Contains(month));
            });

    private static IndividualAccount Play(int[] amounts, bool closeEach)
    {
        IndividualAccount? account = null;
        for (var index = 0; index < amounts.Length; index++)
        {
            var period = new DateOnly(2026, 1, 1).AddMonths(index);
            var received = new ContributionReceived("m", period, amounts[index], period.AddDays(20), "t");
            account = AccountRules.Contribute(account, received, Rules).Value.After;
            account = closeEach ? Closed(account, period.ToString("O", null)) : account;
        }

        return Closed(account!, new DateOnly(2026, 1, 1).AddMonths(amounts.Length - 1).ToString("O", null));
    }

    private static IndividualAccount Closed(IndividualAccount account, string through) =>
        AccountRules.Close(account, Date(through), "r", Table.Of).Value.After;

    private static (long Balance, long Closed, long Quarter) Balances(IndividualAccount account) =>
        (account.BalanceCentimos, account.ClosedCentimos, account.QuarterCentimos);

    private static ContributionReceived Of(string period, string received) => new("m", Date(period), 2750, Date(received), "t");

    private static DateOnly Date(string text) => DateOnly.Parse(text, null);
}
