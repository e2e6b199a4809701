using Serverless.App.Credits.Prepayment;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Credits.Schedules;

namespace Serverless.UnitTests.Credits.Prepayment;

/// <summary>A prepayment at its edges: the first céntimo of principal, a due date, the last row, a plan without a level instalment.</summary>
public sealed class PrepaymentEdgeTests
{
    private static readonly CreditTerms Terms = CreditGen.Sample with { Insurance = new(InsuranceMethod.OpeningBalance, new Rate(0.001m)) };

    private static readonly LoanPosition Loan = new(Terms, CreditGen.Quote(Terms).Schedule, PaidRows: 6);
    private static readonly DateOnly Day = new(2026, 8, 10);
    private static readonly Money Centimo = new(0.01m);

    [Fact]
    public void D28_first_centimo_above_interest_and_insurance_is_principal()
    {
        var payoff = Payoff.On(Loan, Day).Value;
        var accrued = payoff.Interest + payoff.Insurance;

        Assert.Equal("credits.prepayment-too-small", Prepay(Loan, Day, accrued).Error?.Code);
        var taken = Prepay(Loan, Day, accrued + Centimo).Value;
        Assert.Equal((payoff.Interest, payoff.Insurance, Centimo), (taken.Interest, taken.Insurance, taken.Principal));
        Assert.Equal(Loan.Balance - Centimo, taken.Next!.Principal);
    }

    [Fact]
    public void D28_exactly_the_payoff_leaves_no_schedule()
    {
        var payoff = Payoff.On(Loan, Day).Value;

        Assert.Equal(new PrepaymentOutcome(payoff.Interest, payoff.Insurance, Loan.Balance, null), Prepay(Loan, Day, payoff.Total).Value);
    }

    [Fact]
    public void D28_prepayment_on_a_due_date_begins_with_the_next_one()
    {
        var due = Loan.Schedule.Rows[6].Due;

        Assert.Equal(Loan.RemainingDueDates[1..], Prepay(Loan, due, new Money(2_000m)).Value.Next!.Rows.Select(row => row.Due));
        Assert.Equal(Loan.RemainingDueDates, Prepay(Loan, due.AddDays(-1), new Money(2_000m)).Value.Next!.Rows.Select(row => row.Due));
    }

    [Fact]
    public void D28_prepayment_on_the_last_due_date_leaves_one_row_of_the_next_day()
    {
        var last = Loan with { PaidRows = 23 };
        var due = last.Schedule.Rows[23].Due;
        var payoff = Payoff.On(last, due).Value;

        var next = Prepay(last, due, payoff.Total - new Money(5m)).Value.Next!;

        Assert.Equal((due.AddDays(1), new Money(5m)), (Assert.Single(next.Rows).Due, next.Principal));
    }

    [Fact]
    public void D28_shorter_term_of_a_plan_without_level_instalment_keeps_its_dates()
    {
        var german = Terms with { Modality = Modality.EqualPrincipal };
        var loan = new LoanPosition(german, CreditGen.Quote(german).Schedule, PaidRows: 6);

        var next = Prepayments.Apply(loan, Day, new Money(2_000m), PrepaymentChoice.ShorterTerm, CreditGen.Calendar).Value.Next!;

        Assert.Equal(Money.Zero, loan.Schedule.LevelInstalment);
        Assert.Equal(loan.RemainingDueDates, next.Rows.Select(row => row.Due));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(18, true)]
    [InlineData(19, false)]
    public void D28_early_instalments_are_at_least_one_and_at_most_what_is_left(int rows, bool allowed)
    {
        var amount = Prepayments.EarlyInstalments(Loan, rows);

        Assert.Equal(allowed ? null : "credits.amount-invalid", amount.Error?.Code);
        Assert.True(!allowed || amount.Value == Money.Sum(Loan.Schedule.Rows.Skip(6).Take(rows).Select(row => row.Instalment)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void D28_number_of_instalments_above_which_it_is_a_prepayment_is_the_product_s(int instalments)
    {
        var limit = Loan.Schedule.Rows[6].Instalment * instalments;

        Assert.False(Prepayments.CountsAsPrepayment(Loan, limit, instalments));
        Assert.True(Prepayments.CountsAsPrepayment(Loan, limit + Centimo, instalments));
    }

    private static Result<PrepaymentOutcome> Prepay(LoanPosition loan, DateOnly on, Money amount) =>
        Prepayments.Apply(loan, on, amount, PrepaymentChoice.LowerInstalment, CreditGen.Calendar);
}
