using Serverless.App.Credits.Loans;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Loans;

/// <summary>Every part of an instalment on its way through a loan and back: the charge as well, which most products do not have.</summary>
public sealed class LoanPartsTests
{
    private static readonly DateOnly Due = new(2027, 1, 5);
    private static readonly Loan Charged = SampleLoan.Opened(SampleLoan.Terms with { ChargePerInstalment = new Money(3m) }).Loan;

    private static readonly LoanParts All = new()
    {
        Principal = new Money(100m),
        Interest = new Money(20m),
        Insurance = new Money(4m),
        Charge = new Money(3m),
        Compensatory = new Money(2m),
        Moratory = new Money(1m),
    };

    [Fact]
    public void Total_is_the_sum_of_all_parts() => Assert.Equal(new Money(130m), All.Total);

    [Fact]
    public void Parts_less_themselves_are_nothing_and_nothing_less_them_is_their_contrary()
    {
        Assert.Equal(LoanParts.None, All.Minus(All));
        Assert.Equal(new Money(-130m), LoanParts.None.Minus(All).Total);
        Assert.Equal(
            (-2m, -1m, -3m),
            (LoanParts.None.Minus(All).Compensatory.Soles, LoanParts.None.Minus(All).Moratory.Soles, LoanParts.None.Minus(All).Charge.Soles)
        );
    }

    [Fact]
    public void D28_charge_is_owed_paid_and_taken_back_like_the_rest()
    {
        var row = Charged.Plan.Rows[0];
        var upToCharge = row.Interest + row.Insurance + new Money(1m);

        var part = LoanRules.PayInstalments(Charged, SampleLoan.Paid(Due, upToCharge)).Value;
        var rest = LoanRules.PayInstalments(part.Loan, SampleLoan.Paid(Due, new Money(2m), "pay-2")).Value;
        var back = LoanReversal.Reverse(rest.Loan, rest.Postings[^1], Due.AddDays(3), "back-1").Value;

        Assert.Equal((new Money(3m), new Money(1m)), (row.Charge, part.Postings.Single().Parts.Charge));
        Assert.Equal((new Money(3m), Money.Zero), (rest.Loan.Rows[0].Charge, rest.Loan.Rows[0].Principal));
        Assert.Equal((new Money(2m), Money.Zero), (rest.Postings.Single().Parts.Charge, rest.Left));
        Assert.Equal(part.Loan.Rows[0], back.Loan.Rows[0]);
        Assert.Equal(new Money(-2m), back.Postings.Single().Parts.Total);
    }

    [Fact]
    public void D28_payoff_taken_back_leaves_rows_that_were_paid_before_it()
    {
        var paid = LoanRules.PayInstalments(Charged, SampleLoan.Paid(Due, Charged.Plan.Rows[0].Instalment)).Value.Loan;
        var owed = LoanPayoff.On(paid, Due.AddDays(5)).Total;
        var closed = LoanRules.PayOff(paid, SampleLoan.Paid(Due.AddDays(5), owed, "pay-2")).Value;

        var back = LoanReversal.Reverse(closed.Loan, closed.Postings[^1], Due.AddDays(9), "back-1").Value.Loan;

        Assert.Equal((1, paid.Balance), (back.PaidRows, back.Balance));
        Assert.Equal(paid.Rows[0], back.Rows[0]);
    }

    [Theory]
    [InlineData("2026-11-25", "2026-11-25")]
    [InlineData("2027-01-04", "2027-01-04")]
    [InlineData("2027-01-05", "2027-01-04")]
    [InlineData("2027-03-01", "2027-01-04")]
    public void D05_money_that_leaves_later_shortens_the_first_period_and_moves_no_due_date(string day, string disbursed) =>
        Assert.Equal(disbursed, $"{SampleLoan.Terms.DisbursedOn(DateOnly.Parse(day, null)).Disbursed:yyyy-MM-dd}");

    [Theory]
    [InlineData("2027-01-31", true)]
    [InlineData("2028-01-05", false)]
    [InlineData("2027-02-05", false)]
    public void D27_payroll_holds_the_instalment_of_its_month_and_year_only(string due, bool covered) =>
        Assert.Equal(covered, new PayrollHold("charge-1", new(2027, 1, 1), new(2027, 2, 15)).Covers(DateOnly.Parse(due, null)));

    [Fact]
    public void D27_closed_loan_and_one_without_a_part_keep_what_payroll_was_asked_before()
    {
        var before = new PayrollHold("charge-1", new(2027, 1, 1), new(2027, 2, 15));
        var next = new PayrollHold("charge-2", new(2027, 2, 1), new(2027, 3, 15));
        var held = Charged with { AtPayroll = before };

        Assert.Equal(next, LoanDiscounts.Asked(held, next.Month, next).Value.AtPayroll);
        Assert.Equal(before, LoanDiscounts.Asked(held, next.Month, null).Value.AtPayroll);
        Assert.Equal(before, LoanDiscounts.Asked(held with { Status = LoanStatus.PaidOff }, next.Month, next).Value.AtPayroll);
    }

    [Fact]
    public void Refusals_have_their_codes_and_kinds()
    {
        Assert.Equal(("credits.loan-not-found", ErrorKind.NotFound), (LoanErrors.NotFound.Code, LoanErrors.NotFound.Kind));
        Assert.Equal("credits.prepayment-choice-needed", LoanErrors.ChoiceNeeded.Code);
        Assert.Equal(ErrorKind.Unprocessable, LoanErrors.ChoiceNeeded.Kind);
    }

    [Fact]
    public void D12_refused_step_names_status_and_allowed_steps_for_programs_and_for_people()
    {
        var refused = LoanMoves.Next(LoanStatus.PaidOff, LoanStep.Pay).Error!;

        Assert.Equal(("PaidOff", "pagado"), (refused.Arguments["status"], refused.Arguments["statusText"]));
        Assert.Equal(("Clear, Reverse", "deshacer un pago"), (refused.Arguments["allowed"], refused.Arguments["allowedText"]));
        var ended = LoanMoves.Next(LoanStatus.WrittenOff, LoanStep.Pay).Error!;
        Assert.Equal(("", "mirar cómo está"), (ended.Arguments["allowed"], ended.Arguments["allowedText"]));
        var open = LoanMoves.Next(LoanStatus.Open, LoanStep.WriteOff).Error!;
        Assert.Equal("pagar cuotas, pagarlo todo, cerrarlo con otro crédito, deshacer un pago", open.Arguments["allowedText"]);
    }
}
