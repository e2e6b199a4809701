using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Prepayment;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Loans;

/// <summary>A payment that the gateway took back (domain.md §5.1: Payment REVERSED; §5.2 rule 2: contra-postings).</summary>
public sealed class LoanReversalTests
{
    private static readonly Loan Fresh = SampleLoan.Opened().Loan;
    private static readonly DateOnly Due = new(2027, 1, 5);
    private static readonly DateOnly Later = new(2027, 1, 20);

    [Theory]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(1_000)]
    public void D28_reversal_leaves_the_loan_as_it_was_before_the_payment(int soles)
    {
        var paid = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Due, new Money(soles))).Value;

        var back = LoanReversal.Reverse(paid.Loan, paid.Postings[^1], Later, "back-1").Value;

        Assert.Equal(Fresh.Rows.ToList(), back.Loan.Rows.ToList());
        Assert.Equal((Fresh.Balance, 3), (back.Loan.Balance, back.Loan.Postings));
        var line = Assert.Single(back.Postings);
        Assert.Equal((PostingKind.Reversal, Later, back.Loan.Balance), (line.Kind, line.On, line.Balance));
        Assert.Equal(Money.Zero, line.Parts.Total + paid.Postings[^1].Parts.Total);
        Assert.Contains("back-1", back.Loan.References);
    }

    [Fact]
    public void D28_second_of_two_payments_of_one_row_is_taken_back_alone()
    {
        var first = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Due, new Money(300m))).Value.Loan;
        var second = LoanRules.PayInstalments(first, SampleLoan.Paid(Due, new Money(400m), "pay-2")).Value;

        var back = LoanReversal.Reverse(second.Loan, second.Postings[^1], Later, "back-2").Value.Loan;

        Assert.Equal(first.Rows.ToList(), back.Rows.ToList());
        Assert.Equal(first.Balance, back.Balance);
    }

    [Fact]
    public void D28_late_interest_that_was_paid_is_owed_again()
    {
        var day = new DateOnly(2027, 3, 1);
        var paid = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(day, new Money(600m))).Value;

        var back = LoanReversal.Reverse(paid.Loan, paid.Postings[^1], day, "back-1").Value.Loan;

        Assert.Equal(LoanAccrual.To(Fresh, day).Loan.Rows.ToList(), back.Rows.ToList());
        Assert.True(back.Rows[0].Moratory > Money.Zero);
    }

    [Fact]
    public void D28_payoff_taken_back_opens_the_loan_again()
    {
        var owed = LoanPayoff.On(Fresh, Due).Total;
        var closed = LoanRules.PayOff(Fresh, SampleLoan.Paid(Due, owed)).Value;

        var back = LoanReversal.Reverse(closed.Loan, closed.Postings[^1], Later, "back-1").Value.Loan;

        Assert.Equal((LoanStatus.Current, null, Fresh.Balance), (back.Status, back.ClosedOn, back.Balance));
        Assert.Equal(owed, LoanPayoff.On(back, Due).Total);
    }

    [Fact]
    public void D28_what_a_later_line_stands_on_is_for_a_person()
    {
        var first = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Due, new Money(300m))).Value;
        var second = LoanRules.PayInstalments(first.Loan, SampleLoan.Paid(Due, new Money(400m), "pay-2")).Value;

        var refused = LoanReversal.Reverse(second.Loan, first.Postings[^1], Later, "back-1");

        Assert.Equal("credits.payment-reversal-by-hand", refused.Error!.Code);
    }

    [Fact]
    public void D28_prepayment_that_changed_the_plan_is_for_a_person()
    {
        var money = SampleLoan.Paid(Due, new Money(3_000m));
        var prepaid = LoanRules.Prepay(Fresh, money, PrepaymentChoice.LowerInstalment, SampleLoan.Calendar).Value;

        var refused = LoanReversal.Reverse(prepaid.Loan, prepaid.Postings[^1], Later, "back-1");

        Assert.Equal("credits.payment-reversal-by-hand", refused.Error!.Code);
    }

    [Fact]
    public void D28_loan_that_was_given_up_takes_nothing_back()
    {
        var paid = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Due, new Money(300m))).Value;
        var given = paid.Loan with { Status = LoanStatus.WrittenOff };

        var refused = LoanReversal.Reverse(given, paid.Postings[^1], Later, "back-1");

        Assert.Equal("credits.loan-step-not-allowed", refused.Error!.Code);
    }
}
