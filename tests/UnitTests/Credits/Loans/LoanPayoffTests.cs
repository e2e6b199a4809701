using Serverless.App.Credits.Loans;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Loans;

/// <summary>What closes a loan on a day, part by part (row D15).</summary>
public sealed class LoanPayoffTests
{
    private static readonly Loan Fresh = SampleLoan.Opened().Loan;
    private static readonly DateOnly Early = new(2026, 12, 20);

    [Theory]
    [InlineData("PaidOff")]
    [InlineData("WrittenOff")]
    [InlineData("Certifiable")]
    public void D15_loan_that_is_not_open_needs_nothing(string status) =>
        Assert.Equal(LoanParts.None, LoanPayoff.On(Fresh with { Status = Enum.Parse<LoanStatus>(status) }, Early));

    [Fact]
    public void D15_row_that_is_due_and_the_days_of_the_running_one_add_up()
    {
        var on = new DateOnly(2027, 1, 20);
        var cleared = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(new(2027, 1, 5), Fresh.Plan.Rows[0].Instalment)).Value.Loan;
        var late = LoanAccrual.To(Fresh, on).Loan.Rows[0];

        var owed = LoanPayoff.On(Fresh, on);

        Assert.Equal(Fresh.Balance, owed.Principal);
        Assert.Equal(Fresh.Plan.Rows[0].Interest + cleared.Position.InterestTo(on), owed.Interest);
        Assert.Equal(Fresh.Plan.Rows[0].Insurance + cleared.Position.InsuranceTo(on), owed.Insurance);
        Assert.Equal((late.Compensatory, late.Moratory), (owed.Compensatory, owed.Moratory));
        Assert.True(cleared.Position.InterestTo(on) > Money.Zero && cleared.Position.InsuranceTo(on) > Money.Zero);
    }

    [Fact]
    public void D15_interest_that_was_paid_for_the_running_row_is_not_asked_for_again()
    {
        var accrued = Fresh.Position.InterestTo(Early);
        var part = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Early, new Money(100m))).Value.Loan;

        var owed = LoanPayoff.On(part, Early);

        Assert.Equal(accrued - new Money(100m), owed.Interest);
        Assert.Equal(Fresh.Position.InsuranceTo(Early), owed.Insurance);
    }

    [Fact]
    public void D15_insurance_that_was_paid_for_the_running_row_is_not_asked_for_again()
    {
        var ahead = Fresh.Plan.Rows[0].Interest + new Money(2m);
        var part = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Early, ahead)).Value.Loan;

        var owed = LoanPayoff.On(part, Early);

        Assert.Equal((Money.Zero, Fresh.Position.InsuranceTo(Early) - new Money(2m)), (owed.Interest, owed.Insurance));
    }

    [Fact]
    public void D15_more_than_the_days_earned_is_kept_and_never_owed_back()
    {
        var ahead = Fresh.Plan.Rows[0].Interest + Fresh.Plan.Rows[0].Insurance;
        var part = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Early, ahead)).Value.Loan;

        var owed = LoanPayoff.On(part, Early);

        Assert.Equal((Money.Zero, Money.Zero, Fresh.Balance), (owed.Interest, owed.Insurance, owed.Total));
    }

    [Fact]
    public void D15_rows_paid_ahead_leave_the_balance_alone_until_the_last_of_them_fell_due()
    {
        var two = Fresh.Plan.Rows[0].Instalment + Fresh.Plan.Rows[1].Instalment;
        var ahead = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Early, two)).Value.Loan;

        Assert.Equal(new LoanParts { Principal = ahead.Balance }, LoanPayoff.On(ahead, new(2027, 1, 20)));
        Assert.Equal(ahead.Balance, LoanPayoff.On(ahead, new(2027, 2, 5)).Total);
        Assert.True(LoanPayoff.On(ahead, new(2027, 2, 6)).Interest > Money.Zero);
    }

    [Fact]
    public void D15_after_the_last_due_date_every_row_is_owed_with_its_late_interest()
    {
        var on = Fresh.Plan.Rows[^1].Due.AddDays(40);
        var today = LoanAccrual.To(Fresh, on).Loan;

        var owed = LoanPayoff.On(Fresh, on);

        Assert.Equal((Fresh.Balance, Fresh.Plan.TotalInterest, Fresh.Plan.TotalInsurance), (owed.Principal, owed.Interest, owed.Insurance));
        Assert.Equal(Money.Sum(today.Rows.Select(row => row.Moratory)), owed.Moratory);
        Assert.True(today.Rows[^1].Moratory > Money.Zero);
    }
}
