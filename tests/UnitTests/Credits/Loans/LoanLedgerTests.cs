using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Loans;

/// <summary>What stands in each line of the ledger, and which refusal comes first.</summary>
public sealed class LoanLedgerTests
{
    private static readonly Loan Fresh = SampleLoan.Opened().Loan;
    private static readonly DateOnly Due = new(2027, 1, 5);

    [Fact]
    public void First_line_names_the_bank_the_day_and_the_order()
    {
        var opened = SampleLoan.Opened();

        var line = opened.Postings.Single();
        Assert.Equal(("loan-1", "bank", "order-1"), (line.LoanId, line.Channel, line.Reference));
        Assert.Equal((SampleLoan.Disbursed, new Money(8_000m), Money.Zero), (line.On, line.Balance, opened.Left));
        Assert.Equal(new Money(-8_000m), line.Parts.Total);
        Assert.Equal("order-1", Assert.Single(opened.Loan.References));
        Assert.Equal((1, 24), (opened.Loan.Postings, opened.Loan.Rows.Length));
        Assert.All(opened.Loan.Rows, row => Assert.Equal(RowLedger.Untouched, row));
    }

    [Fact]
    public void D28_line_of_a_payment_names_its_kind_its_channel_and_what_is_owed_after_it()
    {
        var row = Fresh.Plan.Rows[0];
        var payment = new LoanPayment(Due, row.Instalment, PostingKind.SetOff, "benefit", "claim-1");

        var paid = LoanRules.PayInstalments(Fresh, payment).Value;

        var line = paid.Postings.Single();
        Assert.Equal((2, PostingKind.SetOff, "benefit", "claim-1"), (line.Number, line.Kind, line.Channel, line.Reference));
        Assert.Equal((Due, Fresh.Balance - row.Principal), (line.On, line.Balance));
        Assert.Equal(
            new LoanParts
            {
                Principal = row.Principal,
                Interest = row.Interest,
                Insurance = row.Insurance,
            },
            line.Parts
        );
        Assert.Equal(2, paid.Loan.Postings);
        Assert.Equal<IEnumerable<string>>(["order-1", "claim-1"], paid.Loan.References);
    }

    [Fact]
    public void D28_all_instalments_ahead_close_the_loan_that_day_and_leave_what_was_too_much()
    {
        var paid = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Due, Fresh.Plan.TotalPaid + new Money(5m))).Value;

        Assert.Equal((LoanStatus.PaidOff, Due, Money.Zero), (paid.Loan.Status, paid.Loan.ClosedOn, paid.Loan.Balance));
        Assert.Equal((new Money(5m), PostingKind.OwnPayment), (paid.Left, paid.Postings.Single().Kind));
    }

    [Fact]
    public void D28_one_centimo_short_of_all_instalments_leaves_the_loan_open()
    {
        var paid = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Due, Fresh.Plan.TotalPaid - new Money(0.01m))).Value;

        Assert.Equal((LoanStatus.Current, null), (paid.Loan.Status, paid.Loan.ClosedOn));
        Assert.Equal((new Money(0.01m), Money.Zero, 23), (paid.Loan.Balance, paid.Left, paid.Loan.PaidRows));
    }

    [Fact]
    public void Payment_after_total_grace_books_what_grace_added_first()
    {
        var graced = Graced(1);
        var second = graced.Plan.Rows[1];

        var paid = LoanRules.PayInstalments(graced, SampleLoan.Paid(second.Due, second.Instalment)).Value;

        Assert.Equal([PostingKind.Capitalisation, PostingKind.OwnPayment], paid.Postings.Select(line => line.Kind));
        Assert.Equal([2, 3], paid.Postings.Select(line => line.Number));
        Assert.Equal(second.Closing, paid.Loan.Balance);
    }

    [Fact]
    public void Payoff_after_total_grace_books_what_grace_added_first()
    {
        var graced = Graced(1);
        var first = graced.Plan.Rows[0];
        var owed = LoanPayoff.On(graced, first.Due);

        var closed = LoanRules.PayOff(graced, SampleLoan.Paid(first.Due, owed.Total)).Value;

        Assert.Equal(first.Closing, owed.Principal);
        Assert.Equal([PostingKind.Capitalisation, PostingKind.Payoff], closed.Postings.Select(line => line.Kind));
        Assert.Equal((owed, Money.Zero), (closed.Postings[^1].Parts, closed.Loan.Balance));
    }

    [Theory]
    [InlineData("PayrollDiscount")]
    [InlineData("SetOff")]
    public void Payoff_with_money_from_elsewhere_keeps_its_kind(string name)
    {
        var kind = Enum.Parse<PostingKind>(name);
        var owed = LoanPayoff.On(Fresh, Due).Total;

        var closed = LoanRules.PayOff(Fresh, new LoanPayment(Due, owed, kind, "elsewhere", "x-1")).Value;

        Assert.Equal((kind, LoanStatus.PaidOff, Money.Zero), (closed.Postings[^1].Kind, closed.Loan.Status, closed.Left));
    }

    [Theory]
    [InlineData(0, "Open", 0, "credits.amount-invalid")]
    [InlineData(0, "PaidOff", 0, "credits.amount-invalid")]
    [InlineData(1, "PaidOff", -1, "credits.loan-closed")]
    [InlineData(1, "WrittenOff", 0, "credits.loan-closed")]
    [InlineData(9_000, "PaidOff", 0, "credits.loan-closed")]
    [InlineData(9_000, "Open", -1, "credits.date-before-last-payment")]
    public void Every_way_to_pay_refuses_the_same_in_the_same_order(int soles, string status, int day, string code)
    {
        var loan = Fresh with { Status = Enum.Parse<LoanStatus>(status) };
        var payment = SampleLoan.Paid(Fresh.Plan.Start.AddDays(day), new Money(soles));

        Assert.Equal(code, LoanRules.PayInstalments(loan, payment).Error?.Code);
        Assert.Equal(code, LoanRules.PayOff(loan, payment).Error?.Code);
        Assert.Equal(code, LoanRules.Prepay(loan, payment, default, SampleLoan.Calendar).Error?.Code);
    }

    [Fact]
    public void D28_choice_is_asked_for_above_two_instalments_after_arrears_with_their_interest()
    {
        var on = new DateOnly(2027, 1, 20);
        var late = LoanAccrual.To(Fresh, on).Loan.Rows[0];
        var due = Fresh.Plan.Rows[0].Instalment + late.Compensatory + late.Moratory;
        var limit = due + Fresh.Plan.Rows[0].Instalment * 2;

        Assert.False(LoanRules.NeedsChoice(Fresh, limit, on));
        Assert.True(LoanRules.NeedsChoice(Fresh, limit + new Money(0.01m), on));
        Assert.False(LoanRules.NeedsChoice(Fresh with { Status = LoanStatus.PaidOff }, limit * 9, on));
    }

    private static Loan Graced(int periods) => SampleLoan.Opened(SampleLoan.Terms with { Grace = new(GraceKind.Total, periods) }).Loan;
}
