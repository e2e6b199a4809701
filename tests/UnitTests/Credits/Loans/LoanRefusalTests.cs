using Serverless.App.Credits.Loans;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Loans;

/// <summary>What a loan refuses to take, and what stands in it after it was closed.</summary>
public sealed class LoanRefusalTests
{
    private static readonly Loan Fresh = SampleLoan.Opened().Loan;
    private static readonly DateOnly Due = new(2027, 1, 5);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void D28_nothing_or_less_is_no_payment(int soles)
    {
        var refused = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Due, new Money(soles)));

        Assert.Equal("credits.amount-invalid", refused.Error!.Code);
    }

    [Fact]
    public void D28_closed_loan_takes_nothing()
    {
        var closed = LoanRules.PayOff(Fresh, SampleLoan.Paid(Due, LoanPayoff.On(Fresh, Due).Total)).Value.Loan;

        var refused = LoanRules.PayInstalments(closed, SampleLoan.Paid(Due, new Money(1m), "pay-2"));

        Assert.Equal("credits.loan-closed", refused.Error!.Code);
    }

    [Fact]
    public void D28_money_from_before_the_plan_is_refused_and_of_its_first_day_is_taken()
    {
        var early = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Fresh.Plan.Start.AddDays(-1), new Money(1m)));
        var first = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Fresh.Plan.Start, new Money(1m)));

        Assert.Equal("credits.date-before-last-payment", early.Error!.Code);
        Assert.True(first.IsSuccess);
    }

    [Fact]
    public void D28_payoff_notes_its_kind_its_day_and_each_reference_once()
    {
        var owed = LoanPayoff.On(Fresh, Due).Total;

        var closed = LoanRules.PayOff(Fresh, SampleLoan.Paid(Due, owed)).Value;

        Assert.Equal((PostingKind.Payoff, LoanStatus.PaidOff, Due), (closed.Postings[^1].Kind, closed.Loan.Status, closed.Loan.ClosedOn));
        Assert.Equal<IEnumerable<string>>(["order-1", "pay-1"], closed.Loan.References);
    }

    [Fact]
    public void D28_larger_credit_closes_this_one_as_refinanced()
    {
        var owed = LoanPayoff.On(Fresh, Due).Total;
        var money = new LoanPayment(Due, owed, PostingKind.Refinancing, "contract", "refinanced-1");

        var closed = LoanRules.PayOff(Fresh, money).Value;

        Assert.Equal((PostingKind.Refinancing, LoanStatus.Refinanced), (closed.Postings[^1].Kind, closed.Loan.Status));
    }

    [Fact]
    public void D28_payment_that_leaves_arrears_keeps_the_loan_overdue_and_open()
    {
        var paid = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(new(2027, 3, 1), new Money(50m))).Value.Loan;

        Assert.Equal((LoanStatus.Overdue, null), (paid.Status, paid.ClosedOn));
    }

    [Fact]
    public void D28_payoff_that_is_too_small_says_what_it_takes()
    {
        var owed = LoanPayoff.On(Fresh, Due).Total;

        var refused = LoanRules.PayOff(Fresh, SampleLoan.Paid(Due, owed - new Money(0.01m)));

        Assert.Equal(("credits.payoff-too-small", owed.ToString()), (refused.Error!.Code, refused.Error.Arguments["payoff"]));
    }
}
