using Serverless.App.Credits.Collecting;
using Serverless.App.Credits.Loans;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Credits.Loans;

namespace Serverless.UnitTests.Credits.Collecting;

public sealed class ChargeRulesTests
{
    private static readonly DateOnly January = new(2027, 1, 1);
    private static readonly Loan Loan = SampleLoan.Opened().Loan;

    [Fact]
    public void D28_payroll_is_asked_for_what_falls_due_to_the_end_of_the_month()
    {
        var part = Assert.Single(ChargeRules.Parts([Loan], January, January));

        Assert.Equal((Loan.Id, new DateOnly(2027, 1, 5), Loan.Plan.Rows[0].Instalment), (part.LoanId, part.Due, part.Amount));
    }

    [Fact]
    public void D28_arrears_with_their_late_interest_are_asked_for_with_the_next_instalment()
    {
        var part = Assert.Single(ChargeRules.Parts([Loan], new(2027, 2, 1), new(2027, 2, 1)));

        var late = LoanAccrual.To(Loan, new(2027, 2, 1)).Loan.Rows[0];
        var two = Loan.Plan.Rows[0].Instalment + Loan.Plan.Rows[1].Instalment;
        Assert.Equal(two + late.Compensatory + late.Moratory, part.Amount);
        Assert.True(late.Compensatory > Money.Zero);
    }

    [Fact]
    public void D28_closed_loans_and_months_without_dues_ask_for_nothing()
    {
        Assert.Empty(ChargeRules.Parts([Loan with { Status = LoanStatus.PaidOff }], January, January));
        Assert.Empty(ChargeRules.Parts([Loan], new(2026, 12, 1), new(2026, 12, 1)));
    }

    [Theory]
    [InlineData(0, "Rejected")]
    [InlineData(100, "Partial")]
    [InlineData(150, "Applied")]
    public void D28_first_answer_stands(int soles, string expected)
    {
        var settled = ChargeRules.Settle(TwoLoans, new ChargeAnswer(new Money(soles), "TOPE-50", January)).Value;

        Assert.Equal(expected, settled.Status.ToString());
        var again = ChargeRules.Settle(settled, new ChargeAnswer(new Money(150m), null, January));
        Assert.Equal("credits.nothing-to-do", again.Error!.Code);
    }

    [Theory]
    [InlineData(60, 60, 0)]
    [InlineData(100, 100, 0)]
    [InlineData(120, 100, 20)]
    [InlineData(150, 100, 50)]
    public void D28_partial_money_goes_to_the_loan_that_is_owed_longest(int taken, int first, int second)
    {
        var parts = ChargeRules.Split(TwoLoans with { Applied = new Money(taken) }).Select(part => part.Amount.Soles);

        Assert.Equal([first, second], parts);
    }

    [Theory]
    [InlineData("2027-01-03", "2027-01-03")]
    [InlineData("2027-02-10", "2027-01-05")]
    [InlineData("2027-02-15", "2027-01-05")]
    [InlineData("2027-02-16", "2027-02-16")]
    public void D28_money_told_in_time_counts_from_the_due_date(string told, string counts)
    {
        var charge = TwoLoans with { AnsweredOn = DateOnly.Parse(told, System.Globalization.CultureInfo.InvariantCulture) };

        var day = ChargeRules.ValueDate(charge, charge.Parts[0], Loan);

        Assert.Equal(counts, $"{day:yyyy-MM-dd}");
    }

    [Fact]
    public void D28_partial_discount_pays_the_contract_s_order_and_leaves_the_rest_owed_from_the_due_date()
    {
        var row = Loan.Plan.Rows[0];
        var half = new Money(100m);
        var charge = TwoLoans with { Applied = half, AnsweredOn = new(2027, 2, 10) };
        var part = new ChargePart(Loan.Id, new(2027, 1, 5), half);

        var posted = ChargeRules.Post(charge, part, Loan).Value;

        var line = Assert.Single(posted.Postings);
        Assert.Equal((PostingKind.PayrollDiscount, new DateOnly(2027, 1, 5)), (line.Kind, line.On));
        Assert.Equal((Money.Zero, half), (line.Parts.Moratory, line.Parts.Total));
        Assert.Equal(Money.Min(row.Interest, half), line.Parts.Interest);
    }

    [Fact]
    public void D28_payment_after_a_new_plan_counts_from_its_start()
    {
        var replanned = Loan with { Plan = Loan.Plan with { Start = new(2027, 1, 8) } };
        var charge = TwoLoans with { AnsweredOn = new(2027, 2, 10) };

        Assert.Equal(new DateOnly(2027, 1, 8), ChargeRules.ValueDate(charge, charge.Parts[0], replanned));
    }

    private static PayrollCharge TwoLoans =>
        new(
            "charge-1",
            "member-1",
            "UGEL-01",
            January,
            new(2027, 2, 15),
            [new(Loan.Id, new(2027, 1, 5), new Money(100m)), new("loan-2", new(2027, 1, 20), new Money(50m))]
        );
}
