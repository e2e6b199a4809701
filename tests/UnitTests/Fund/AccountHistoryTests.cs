using CsCheck;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Parameters;

namespace Serverless.UnitTests.Fund;

/// <summary>What an account keeps of its postings beside the balance, and closes that have much to catch up with.</summary>
public sealed class AccountHistoryTests
{
    private static readonly FundParameterTable Table = FundParameterTable.Shipped();
    private static readonly FundParameters Rules = Table.Of(new(2026, 1, 1)).Value;

    private static readonly IndividualAccount Rich = new("m", new(2013, 1, 31), new(2012, 12, 1))
    {
        BalanceCentimos = 10_000_00,
        ClosedCentimos = 10_000_00,
        QuarterCentimos = 10_000_00,
    };

    [Fact]
    public void D01_account_knows_its_first_and_last_month_and_how_many_whatever_their_order() =>
        Gen.Shuffle(Enumerable.Range(0, 12).ToArray())
            .Sample(order =>
            {
                var account = order.Aggregate(
                    (IndividualAccount?)null,
                    (account, month) => Paid(account, new DateOnly(2026, 1, 1).AddMonths(month))
                )!;
                return (account.FirstContribution, account.LastContribution, account.Contributions)
                    == (new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 1), 12);
            });

    [Theory]
    [InlineData("2026-03-01", "2026-02-01", "2026-02-01", "2026-03-01")]
    [InlineData("2026-02-01", "2026-03-01", "2026-02-01", "2026-03-01")]
    public void D01_second_contribution_moves_the_first_or_the_last_month(string one, string two, string first, string last)
    {
        var account = Paid(Paid(null, Date(one)), Date(two));

        Assert.Equal((Date(first), Date(last), 2), (account.FirstContribution, account.LastContribution, account.Contributions));
    }

    [Fact]
    public void D01_repeated_contribution_names_its_month()
    {
        var account = Paid(null, new(2026, 12, 1));

        var again = AccountRules.Contribute(account, new("m", new(2026, 12, 1), 2750, new(2026, 12, 21), "t"), Rules);

        Assert.Equal("2026-12", again.Error!.Arguments["period"]);
    }

    [Theory]
    [InlineData("1990-01-01", true)]
    [InlineData("2089-12-01", true)]
    [InlineData("2090-01-01", false)]
    public void D01_contribution_of_a_month_that_no_account_can_hold_is_refused(string period, bool good) =>
        Assert.Equal(
            good ? null : "fund.contribution-invalid",
            AccountRules.Contribute(null, new("m", Date(period), 1, new(2026, 12, 20), "t"), Rules).Error?.Code
        );

    [Fact]
    public void D01_posting_names_the_rules_that_it_follows()
    {
        var paid = AccountRules.Contribute(null, new("m", new(2026, 1, 1), 2750, new(2026, 1, 20), "t"), Rules).Value;
        var closed = AccountRules.Close(Rich, new(2013, 1, 1), "r", Table.Of).Value;
        var moved = AccountRules.Move(paid.After, [Entry(-1, new(2026, 2, 3))]);

        Assert.Equal(("2012", "2012"), (paid.After.ParameterVersion, paid.Postings[0].Made.ParameterVersion));
        Assert.Equal(("2012", "2012"), (closed.After.ParameterVersion, closed.Postings[0].Made.ParameterVersion));
        Assert.Equal(("2012", "2012"), (moved.After.ParameterVersion, moved.Postings[0].Made.ParameterVersion));
        Assert.Equal("", AccountRules.Move(Rich, [Entry(-1, new(2026, 2, 3))]).Postings[0].Made.ParameterVersion);
    }

    [Fact]
    public void D01_sums_of_an_open_month_hold_what_came_and_what_went_apart_and_months_stand_in_order()
    {
        var moved = AccountRules.Move(
            Rich,
            [
                Entry(-30, new(2013, 2, 28)),
                Entry(0, new(2013, 5, 1)),
                Entry(10, new(2013, 1, 1)),
                Entry(7, new(2013, 2, 1)),
                Entry(-5, new(2013, 2, 2)),
            ]
        );

        Assert.Equal([new OpenMonth(new(2013, 1, 1), 10, 0), new OpenMonth(new(2013, 2, 1), 7, 35)], moved.After.Open);
        Assert.Equal(
            [10_000_00L - 30, 10_000_00 - 20, 10_000_00 - 13, 10_000_00 - 18],
            moved.Postings.Select(posting => posting.Made.BalanceCentimos)
        );
    }

    [Fact]
    public void D01_close_takes_its_month_out_of_the_open_ones_and_leaves_the_rest()
    {
        var moved = AccountRules.Move(Rich, [Entry(10, new(2013, 1, 5)), Entry(20, new(2013, 2, 5)), Entry(30, new(2013, 3, 5))]).After;

        var closed = AccountRules.Close(moved, new(2013, 2, 1), "r", Table.Of).Value.After;

        Assert.Equal([new OpenMonth(new(2013, 3, 1), 30, 0)], closed.Open);
        Assert.Equal(closed.BalanceCentimos - 30, closed.ClosedCentimos);
    }

    [Fact]
    public void D01_close_keeps_what_its_run_posted_of_each_kind()
    {
        var closed = AccountRules.Close(Rich, new(2013, 3, 1), "run-1", Table.Of).Value;

        var bonus = closed.Postings.Single(posting => posting.Kind == PostingKind.Bonus).Made;
        Assert.Equal(new MonthClose("run-1", 50_00 + 50_25 + 50_50, bonus.AmountCentimos), closed.After.LastClose);
        Assert.Equal(
            (50_00L, new DateOnly(2013, 3, 31), "run-1", "2013-03"),
            (bonus.AmountCentimos, bonus.ValueOn, bonus.Source, bonus.Period)
        );
        Assert.Null(AccountRules.Close(Rich, Rich.ClosedMonth, "run-1", Table.Of).Value.After.LastClose);
    }

    // Four postings a quarter: the ninetieth is the interest of the second month of the twenty-third quarter.
    [Fact]
    public void D01_close_posts_no_more_than_one_batch_holds_and_the_next_goes_on()
    {
        var first = AccountRules.Close(Rich, new(2023, 12, 1), "r", Table.Of).Value;
        var second = AccountRules.Close(first.After, new(2023, 12, 1), "r", Table.Of).Value;
        var monthly = Rich;
        while (monthly.ClosedMonth < new DateOnly(2023, 12, 1))
        {
            monthly = AccountRules.Close(monthly, monthly.ClosedMonth.AddMonths(1), "r", Table.Of).Value.After;
        }

        Assert.Equal((90, new DateOnly(2018, 8, 1)), (first.Postings.Count, first.After.ClosedMonth));
        Assert.Equal((new DateOnly(2023, 12, 1), monthly.BalanceCentimos), (second.After.ClosedMonth, second.After.BalanceCentimos));
    }

    [Fact]
    public void D01_month_without_rules_is_not_closed() =>
        Assert.Equal(
            "platform.effective-none-on-date",
            AccountRules.Close(Rich with { ClosedMonth = new(2011, 11, 1) }, new(2012, 1, 1), "r", Table.Of).Error?.Code
        );

    [Fact]
    public void D01_fold_agrees_with_the_account_and_with_no_other()
    {
        var paid = AccountRules.Contribute(null, new("m", new(2026, 1, 1), 2750, new(2026, 1, 20), "t"), Rules).Value;
        var closed = AccountRules.Close(paid.After, new(2026, 6, 1), "r", Table.Of).Value;
        var moved = AccountRules.Move(closed.After, [Entry(-1_000, new(2026, 7, 3))]);
        Posting[] postings = [.. paid.Postings, .. closed.Postings, .. moved.Postings];

        Assert.True(AccountFold.Agrees(moved.After, postings));
        Assert.False(AccountFold.Agrees(moved.After with { BalanceCentimos = moved.After.BalanceCentimos + 1 }, postings));
        Assert.False(AccountFold.Agrees(moved.After with { Contributions = 2 }, postings));
        Assert.False(AccountFold.Agrees(moved.After, postings[..^1]));
        Assert.All(
            postings,
            wrong => Assert.False(AccountFold.Agrees(moved.After, [.. postings.Select(one => one == wrong ? Off(one) : one)]))
        );
    }

    [Fact]
    public void Set_of_months_has_a_bit_for_each_and_takes_none_outside_it()
    {
        var january = MonthSet.With([], new(1990, 1, 1));
        var thirty = MonthSet.With(january.Span, new(2019, 12, 1));

        Assert.Equal((1, 45), (january.Length, thirty.Length));
        Assert.Equal(45, MonthSet.With(thirty.Span, new(1990, 2, 1)).Length);
        Assert.Equal(thirty.ToArray(), MonthSet.With(thirty.Span, new(1990, 1, 1)).ToArray());
        Assert.True(MonthSet.Contains(thirty.Span, new(1990, 1, 1)) && MonthSet.Contains(thirty.Span, new(2019, 12, 1)));
        Assert.False(MonthSet.Contains(thirty.Span, new(2020, 1, 1)) || MonthSet.Contains(thirty.Span, new(1985, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => MonthSet.With([], new(1989, 12, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => MonthSet.With([], new(2090, 1, 1)));
        Assert.Equal(150, MonthSet.With([], new(2089, 12, 1)).Length);
    }

    private static Posting Off(Posting posting) =>
        posting with
        {
            Made = posting.Made with { BalanceCentimos = posting.Made.BalanceCentimos + 1 },
        };

    private static IndividualAccount Paid(IndividualAccount? account, DateOnly month) =>
        AccountRules.Contribute(account, new("m", month, 2750, month.AddDays(19), "t"), Rules).Value.After;

    private static Entry Entry(long centimos, DateOnly on) => new(PostingKind.Adjustment, new(on.Year, on.Month, 1), centimos, on, "a");

    private static DateOnly Date(string text) => DateOnly.Parse(text, null);
}
