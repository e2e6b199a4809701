using Serverless.App.Credits.Collecting;
using Serverless.App.Credits.Loans;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Credits.Loans;

namespace Serverless.UnitTests.Credits.Collecting;

/// <summary>Which loans a month's charge holds, in which order, and what each gets of the answer.</summary>
public sealed class ChargePartsTests
{
    private static readonly DateOnly January = new(2027, 1, 1);

    [Theory]
    [InlineData("2027-01-31", true)]
    [InlineData("2027-02-01", false)]
    public void D28_last_day_of_the_month_belongs_to_it_and_the_first_of_the_next_does_not(string due, bool asked)
    {
        var first = DateOnly.Parse(due, null);
        var loan = SampleLoan.Opened(SampleLoan.Terms with { FirstDue = first, DayOfMonth = first.Day }).Loan;

        Assert.Equal(asked, !ChargeRules.Parts([loan], January, January).IsEmpty);
    }

    [Fact]
    public void D28_month_whose_instalment_is_paid_asks_for_nothing()
    {
        var loan = SampleLoan.Opened().Loan;
        var paid = LoanRules.PayInstalments(loan, SampleLoan.Paid(new(2027, 1, 5), loan.Plan.Rows[0].Instalment)).Value.Loan;

        Assert.Empty(ChargeRules.Parts([paid], January, new(2027, 1, 5)));
    }

    [Fact]
    public void D28_arrears_and_the_month_are_one_part_with_the_latest_due_date()
    {
        var part = Assert.Single(ChargeRules.Parts([SampleLoan.Opened().Loan], new(2027, 2, 1), new(2027, 2, 1)));

        Assert.Equal(new DateOnly(2027, 2, 5), part.Due);
    }

    [Fact]
    public void D28_loan_owed_longest_comes_first_then_the_older_one_then_by_name()
    {
        var late = Named("z-late", SampleLoan.Disbursed, 3);
        var older = Named("y-older", SampleLoan.Disbursed.AddDays(-2), 5);
        var b = Named("b", SampleLoan.Disbursed, 5);
        var a = Named("a", SampleLoan.Disbursed, 5);
        var lower = Named("B-ordinal", SampleLoan.Disbursed, 5);

        var order = ChargeRules.Parts([b, older, a, late, lower], January, January).Select(part => part.LoanId);

        Assert.Equal(["z-late", "y-older", "B-ordinal", "a", "b"], order);
    }

    [Theory]
    [InlineData(0, "Rejected")]
    [InlineData(1, "Partial")]
    [InlineData(149, "Partial")]
    [InlineData(150, "Applied")]
    [InlineData(151, "Applied")]
    public void D28_answer_is_kept_with_its_money_its_reason_and_its_day(int soles, string status)
    {
        var told = new DateOnly(2027, 2, 10);

        var settled = ChargeRules.Settle(Charge(), new ChargeAnswer(new Money(soles), "TOPE-50", told)).Value;

        Assert.Equal((status, new Money(soles)), (settled.Status.ToString(), settled.Applied));
        Assert.Equal(("TOPE-50", told), (settled.Reason, settled.AnsweredOn));
    }

    [Fact]
    public void D28_more_than_was_asked_goes_to_the_last_loan()
    {
        var parts = ChargeRules.Split(Charge() with { Applied = new Money(200m) }).ToList();

        Assert.Equal([("loan-1", 100m), ("loan-2", 100m)], parts.Select(part => (part.LoanId, part.Amount.Soles)));
        Assert.Equal([new DateOnly(2027, 1, 5), new(2027, 1, 20)], parts.Select(part => part.Due));
    }

    [Fact]
    public void D28_money_of_a_charge_is_booked_under_its_name_from_payroll()
    {
        var charge = Charge() with { Applied = new Money(100m), AnsweredOn = new(2027, 2, 10) };

        var line = ChargeRules.Post(charge, charge.Parts[0], SampleLoan.Opened().Loan).Value.Postings.Single();

        Assert.Equal(("payroll", "charge-1", new Money(100m)), (line.Channel, line.Reference, line.Parts.Total));
    }

    [Fact]
    public void Refusals_have_their_codes_and_kinds()
    {
        Assert.Equal(("credits.discount-not-found", ErrorKind.NotFound), (ChargeRules.NotFound.Code, ChargeRules.NotFound.Kind));
        Assert.Equal(("credits.discount-left", ErrorKind.Conflict), (ChargeRules.Left.Code, ChargeRules.Left.Kind));
    }

    private static Loan Named(string id, DateOnly disbursed, int day)
    {
        var terms = SampleLoan.Terms with { Disbursed = disbursed, FirstDue = new(2027, 1, day), DayOfMonth = day };
        return SampleLoan.Opened(terms).Loan with { Id = id };
    }

    private static PayrollCharge Charge() =>
        new(
            "charge-1",
            "member-1",
            "UGEL-01",
            January,
            new(2027, 2, 15),
            [new("loan-1", new(2027, 1, 5), new Money(100m)), new("loan-2", new(2027, 1, 20), new Money(50m))]
        );
}
