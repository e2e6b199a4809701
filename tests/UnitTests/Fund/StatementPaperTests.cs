using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Statements;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Fund;

public sealed class StatementPaperTests
{
    [Fact]
    public void D14_paper_has_the_rows_of_the_screen_in_their_order_and_adds_up()
    {
        var statement = new AccountStatement(
            new DateOnly(2026, 1, 1),
            new DateOnly(2026, 3, 31),
            2_750,
            [
                new StatementRow(new DateOnly(2026, 1, 31), "APORTE", "Tu aporte del mes", "2026-01", 2_750, 5_500, 2),
                new StatementRow(new DateOnly(2026, 2, 28), "RETIRO", "Pago de tu beneficio", "2026-02", -5_500, 0, 3),
            ],
            0,
            []
        );

        var paper = StatementPaper.Of(statement);

        Assert.Equal((Money.FromCentimos(2_750), Money.Zero), (paper.Opening, paper.Closing));
        Assert.Equal(["Aporte", "Retiro"], paper.Rows.Select(row => row.Type));
        Assert.Equal("Pago de tu beneficio, 2026-02", paper.Rows[1].Concept);
        Assert.Equal(paper.Closing, paper.Opening + Money.Sum(paper.Rows.Select(row => row.Amount)));
    }

    [Theory]
    [InlineData(nameof(PostingKind.Contribution), "Aporte")]
    [InlineData(nameof(PostingKind.Interest), "Interés")]
    [InlineData(nameof(PostingKind.Bonus), "Bono")]
    [InlineData(nameof(PostingKind.Adjustment), "Ajuste")]
    [InlineData(nameof(PostingKind.Withdrawal), "Retiro")]
    [InlineData(nameof(PostingKind.Refund), "Devolución")]
    [InlineData(nameof(PostingKind.DebtOffset), "Compensación de deuda")]
    public void Every_kind_of_posting_has_a_name_on_paper(string kind, string name)
    {
        var code = StatementWords.CodeOf(Enum.Parse<PostingKind>(kind));
        var row = new StatementRow(new DateOnly(2026, 1, 31), code, "x", "2026-01", 1, 1, 1);
        var statement = new AccountStatement(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31), 0, [row], 1, []);

        Assert.Equal(name, StatementPaper.Of(statement).Rows.Single().Type);
    }
}
