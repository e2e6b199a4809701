using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Prepayment;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Loans;

/// <summary>A pago anticipado at its edges: nothing due, exactly what is due, exactly what closes the loan (domain.md §2.3).</summary>
public sealed class LoanPrepaymentTests
{
    private static readonly Loan Fresh = SampleLoan.Opened().Loan;
    private static readonly DateOnly Early = new(2026, 12, 20);
    private static readonly DateOnly Due = new(2027, 1, 5);

    [Fact]
    public void D28_exactly_the_payoff_closes_the_loan()
    {
        var paid = Prepay(Fresh, Early, LoanPayoff.On(Fresh, Early).Total).Value;

        Assert.Equal((LoanStatus.PaidOff, Early, Money.Zero), (paid.Loan.Status, paid.Loan.ClosedOn, paid.Left));
        Assert.Equal(PostingKind.Payoff, paid.Postings.Single().Kind);
    }

    [Fact]
    public void D28_one_centimo_less_than_the_payoff_leaves_a_plan_of_one_centimo()
    {
        var paid = Prepay(Fresh, Early, LoanPayoff.On(Fresh, Early).Total - new Money(0.01m)).Value;

        Assert.Equal((new Money(0.01m), LoanStatus.Current), (paid.Loan.Balance, paid.Loan.Status));
        Assert.Equal(new Money(0.01m), paid.Loan.Plan.Principal);
    }

    [Fact]
    public void D28_exactly_what_is_due_leaves_the_plan_as_it_was()
    {
        var paid = Prepay(Fresh, Due, Fresh.Plan.Rows[0].Instalment).Value;

        Assert.Equal(PostingKind.OwnPayment, paid.Postings.Single().Kind);
        Assert.Equal((Fresh.Plan, 1, Money.Zero), (paid.Loan.Plan, paid.Loan.PaidRows, paid.Left));
    }

    [Fact]
    public void D28_with_nothing_due_the_money_is_one_line_and_the_plan_starts_again()
    {
        var payoff = Payoff.On(Fresh.Position, Early).Value;

        var paid = Prepay(Fresh, Early, new Money(3_000m)).Value;

        var line = paid.Postings.Single();
        Assert.Equal((2, PostingKind.Prepayment, "gateway", Early), (line.Number, line.Kind, line.Channel, line.On));
        Assert.Equal(
            new LoanParts
            {
                Principal = new Money(3_000m) - payoff.Interest - payoff.Insurance,
                Interest = payoff.Interest,
                Insurance = payoff.Insurance,
            },
            line.Parts
        );
        Assert.Equal((LoanStatus.Current, Money.Zero, Early), (paid.Loan.Status, paid.Left, paid.Loan.Plan.Start));
        Assert.Equal(paid.Loan.Plan.Rows.Length, paid.Loan.Rows.Length);
        Assert.All(paid.Loan.Rows, row => Assert.Equal(RowLedger.Untouched, row));
        Assert.True(payoff.Insurance > Money.Zero);
    }

    [Fact]
    public void D28_due_part_and_prepayment_are_two_lines_under_one_reference()
    {
        var paid = Prepay(Fresh with { Status = LoanStatus.Overdue }, new(2027, 1, 20), new Money(3_000m)).Value;

        Assert.Equal([2, 3], paid.Postings.Select(line => line.Number));
        Assert.Equal<IEnumerable<string>>(["order-1", "pay-1"], paid.Loan.References);
        Assert.Equal((LoanStatus.Current, 3), (paid.Loan.Status, paid.Loan.Postings));
    }

    [Fact]
    public void D28_plan_cannot_change_while_an_instalment_is_paid_in_part()
    {
        var started = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Early, new Money(100m))).Value.Loan;

        var refused = Prepay(started, Early.AddDays(2), new Money(3_000m));

        Assert.Equal("credits.loan-instalment-started", refused.Error?.Code);
    }

    [Fact]
    public void D28_less_than_the_interest_to_the_day_is_too_small()
    {
        Assert.Equal("credits.prepayment-too-small", Prepay(Fresh, Early, new Money(1m)).Error?.Code);
    }

    private static Result<LoanChange> Prepay(Loan loan, DateOnly on, Money amount) =>
        LoanRules.Prepay(loan, SampleLoan.Paid(on, amount), PrepaymentChoice.LowerInstalment, SampleLoan.Calendar);
}
