using CsCheck;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Messages;
using Serverless.App.Fund.Statements;

namespace Serverless.UnitTests.Fund;

public sealed class StatementRulesTests
{
    private static readonly PostingKind[] Order = [PostingKind.Interest, PostingKind.Contribution, PostingKind.Bonus];
    private static readonly StatementPeriod Quarter = new(new(2026, 1, 1), new(2026, 3, 31));
    private static readonly DateOnly Later = new(2026, 11, 29);

    [Fact]
    public void D14_rows_stand_by_day_and_within_a_day_in_the_order_of_the_rules()
    {
        Posting[] postings =
        [
            Made(PostingKind.Contribution, 100, new(2025, 12, 31), 1),
            Made(PostingKind.Bonus, 7, new(2026, 3, 31), 2),
            Made(PostingKind.Adjustment, -4, new(2026, 3, 31), 3),
            Made(PostingKind.Contribution, 20, new(2026, 3, 31), 4),
            Made(PostingKind.Interest, 3, new(2026, 3, 31), 5),
            Made(PostingKind.Withdrawal, -50, new(2026, 1, 1), 6),
            Made(PostingKind.Contribution, 1_000, new(2026, 4, 1), 7),
        ];

        var statement = StatementRules.Of(postings, Quarter, Later, Order);

        Assert.Equal((100L, 76L), (statement.OpeningCentimos, statement.ClosingCentimos));
        Assert.Equal([6L, 5L, 4L, 2L, 3L], statement.Rows.Select(row => row.Number));
        Assert.Equal([50L, 53L, 73L, 80L, 76L], statement.Rows.Select(row => row.BalanceCentimos));
        Assert.Equal((Quarter.From, Quarter.To), (statement.From, statement.To));
    }

    [Fact]
    public void D14_split_counts_and_adds_up_the_rows_of_each_type()
    {
        Posting[] postings =
        [
            Made(PostingKind.Interest, 3, new(2026, 1, 31), 1),
            Made(PostingKind.Contribution, 20, new(2026, 2, 28), 2),
            Made(PostingKind.Interest, 4, new(2026, 3, 31), 3),
        ];

        Assert.Equal(
            [new StatementSplit("APORTE", "Tu aporte del mes", 1, 20), new StatementSplit("INTERES", "Interés del mes", 2, 7)],
            StatementRules.Of(postings, Quarter, Later, Order).Split
        );
    }

    [Theory]
    [InlineData("2026-03-30", true)]
    [InlineData("2026-03-31", true)]
    [InlineData("2026-04-01", false)]
    public void D14_more_rows_may_come_until_the_last_day_is_over(string today, bool running) =>
        Assert.Equal(running, StatementRules.Of([], Quarter, DateOnly.Parse(today, null), Order).IsRunning);

    [Fact]
    public void D14_statement_adds_up_and_the_next_one_opens_where_it_closes() =>
        Gen.Select(Gen.Int[0, 6], Gen.Long[-100_000, 100_000], Gen.Int[0, 180])
            .Select((kind, centimos, day) => Made((PostingKind)kind, centimos, Quarter.From.AddDays(day - 30), 0))
            .Array[0, 30]
            .Sample(postings =>
            {
                var first = StatementRules.Of(postings, Quarter, Later, Order);
                var next = StatementRules.Of(postings, new(new(2026, 4, 1), new(2026, 12, 31)), Later, Order);

                return first.Rows.Sum(row => row.AmountCentimos) == first.ClosingCentimos - first.OpeningCentimos
                    && first.Split.Sum(part => part.AmountCentimos) == first.ClosingCentimos - first.OpeningCentimos
                    && first.Split.Sum(part => part.Count) == first.Rows.Count
                    && next.OpeningCentimos == first.ClosingCentimos
                    && next.ClosingCentimos == postings.Sum(posting => posting.Made.AmountCentimos);
            });

    [Theory]
    [InlineData(nameof(PostingKind.Contribution), "APORTE", "Tu aporte del mes")]
    [InlineData(nameof(PostingKind.Interest), "INTERES", "Interés del mes")]
    [InlineData(nameof(PostingKind.Bonus), "BONUS", "Bono del trimestre")]
    [InlineData(nameof(PostingKind.Adjustment), "AJUSTE", "Corrección")]
    [InlineData(nameof(PostingKind.Withdrawal), "RETIRO", "Pago de tu beneficio")]
    [InlineData(nameof(PostingKind.Refund), "DEVOLUCION", "Devolución")]
    [InlineData(nameof(PostingKind.DebtOffset), "COMPENSACION_DEUDA", "Pago de tu deuda")]
    public void D14_every_kind_of_posting_has_its_word_and_its_text(string kind, string code, string text)
    {
        var made = Made(Enum.Parse<PostingKind>(kind), 5, new(2026, 1, 31), 9);

        var row = StatementRules.Of([made], Quarter, Later, Order).Rows.Single();

        Assert.Equal(new StatementRow(new(2026, 1, 31), code, text, "2026-01", 5, 5, 9), row);
    }

    private static Posting Made(PostingKind kind, long centimos, DateOnly on, long number) =>
        new(kind, new PostingMade("m", AccountRules.PeriodOf(on), centimos, on, 0, "t"), number);
}
