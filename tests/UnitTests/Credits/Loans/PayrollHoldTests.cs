using Serverless.App.Credits.Loans;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Loans;

/// <summary>While payroll has not answered for a month, its instalment is not late; afterwards it is, from its due date (domain.md §1.6).</summary>
public sealed class PayrollHoldTests
{
    private static readonly DateOnly January = new(2027, 1, 1);
    private static readonly DateOnly Until = new(2027, 2, 15);
    private static readonly Loan Opened = SampleLoan.Opened().Loan;
    private static readonly Loan Held = LoanDiscounts.Asked(Opened, January, new PayrollHold("charge-1", January, Until)).Value;

    [Fact]
    public void D27_instalment_that_payroll_may_still_pay_is_not_late()
    {
        var at = LoanAccrual.To(Held, Until).Loan;

        Assert.Equal((0, Money.Zero), (Held.DaysOverdue(Until), at.Rows[0].Compensatory));
    }

    [Fact]
    public void D27_instalment_that_nobody_answered_for_is_late_from_its_due_date()
    {
        var after = Until.AddDays(1);

        var held = LoanAccrual.To(Held, after).Loan.Rows[0];
        var never = LoanAccrual.To(Opened, after).Loan.Rows[0];

        Assert.Equal(never, held);
        Assert.True(held.Moratory > Money.Zero);
    }

    [Fact]
    public void D27_answer_ends_the_wait_and_the_same_month_is_not_asked_for_again()
    {
        var answered = LoanDiscounts.Answered(Held, "charge-1").Value;

        Assert.Equal((null, January), (answered.AtPayroll, answered.LastAsked));
        Assert.Equal("credits.nothing-to-do", LoanDiscounts.Asked(answered, January, null).Error!.Code);
        Assert.Equal("credits.nothing-to-do", LoanDiscounts.Answered(answered, "charge-1").Error!.Code);
        Assert.Equal(new DateOnly(2027, 2, 1), LoanDiscounts.NextMonth(answered, new(2027, 1, 5)));
        Assert.Equal(January, LoanDiscounts.NextMonth(Opened, new(2027, 1, 5)));
    }

    [Fact]
    public void D16_loan_closed_while_payroll_had_not_answered_is_clear_with_the_answer_only()
    {
        var day = new DateOnly(2027, 1, 2);
        var owed = LoanPayoff.On(Held, day).Total;
        var closed = LoanRules.PayOff(Held, SampleLoan.Paid(day, owed)).Value.Loan;

        Assert.Equal("credits.nothing-to-do", LoanDiscounts.Clear(closed).Error!.Code);
        Assert.Equal(LoanStatus.PaidOff, closed.Status);
        Assert.Equal(LoanStatus.Certifiable, LoanDiscounts.Answered(closed, "charge-1").Value.Status);
        Assert.Equal(LoanStatus.Certifiable, LoanDiscounts.Clear(closed with { AtPayroll = null }).Value.Status);
    }
}
