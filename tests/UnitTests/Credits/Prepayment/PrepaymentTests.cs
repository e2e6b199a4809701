using CsCheck;
using Serverless.App.Credits.Prepayment;
using Serverless.App.Credits.Rates;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Credits.Schedules;

namespace Serverless.UnitTests.Credits.Prepayment;

public sealed class PrepaymentTests
{
    private static readonly LoanPosition Loan = new(CreditGen.Sample, CreditGen.Quote(CreditGen.Sample).Schedule, PaidRows: 6);

    // Six rows paid: interest runs from 31 July.
    private static readonly DateOnly Day = new(2026, 8, 10);

    [Fact]
    public void D15_payoff_is_the_balance_and_the_interest_of_the_days()
    {
        var payoff = Payoff.On(Loan, Day).Value;

        Assert.Equal(Loan.Schedule.Rows[5].Closing, payoff.Principal);
        Assert.Equal(RateConversion.InterestForDays(Loan.Balance, Loan.Terms.Tea, 10).Round(RoundingPolicy.Centimo), payoff.Interest);
        Assert.Equal(payoff.Principal + payoff.Interest + payoff.Insurance, payoff.Total);
    }

    [Fact]
    public void D15_payoff_on_the_due_date_charges_the_interest_of_the_row() =>
        Assert.Equal(Loan.Schedule.Rows[6].Interest, Payoff.On(Loan, Loan.Schedule.Rows[6].Due).Value.Interest);

    [Fact]
    public void D15_payoff_ways_of_accruing_differ()
    {
        var row = Loan.Schedule.Rows[6];

        Assert.Equal(row.Interest, Payoff.On(Loan, Day, Accrual.WholePeriod).Value.Interest);
        Assert.Equal(
            (Loan.Balance * (row.Rate.Fraction * 10 / row.Days)).Round(RoundingPolicy.Centimo),
            Payoff.On(Loan, Day, Accrual.Proportional).Value.Interest
        );
    }

    [Fact]
    public void D28_prepaying_everything_equals_the_payoff_and_closes_the_loan() =>
        Gen.Select(CreditGen.Terms.Where(terms => terms.Rounding != ScheduleRounding.None), Gen.Int[0, 40], Gen.Int[0, 27])
            .Sample(
                (terms, paid, days) =>
                {
                    var schedule = CreditGen.Quote(terms).Schedule;
                    var loan = new LoanPosition(terms, schedule, Math.Min(paid, schedule.Rows.Length - 1));
                    if (loan.IsClosed)
                    {
                        return true;
                    }

                    var date = loan.AccruesFrom.AddDays(Math.Min(days, loan.Schedule.Rows[loan.PaidRows].Days));
                    var payoff = Payoff.On(loan, date).Value;

                    var outcome = Prepayments.Apply(loan, date, payoff.Total, PrepaymentChoice.LowerInstalment, CreditGen.Calendar);

                    return outcome.Value.Next is null && outcome.Value.Principal == loan.Balance;
                }
            );

    [Fact]
    public void D28_lower_instalment_keeps_the_dates()
    {
        var outcome = Prepayments.Apply(Loan, Day, new Money(2_000m), PrepaymentChoice.LowerInstalment, CreditGen.Calendar).Value;

        Assert.Equal(Loan.RemainingDueDates, outcome.Next!.Rows.Select(row => row.Due));
        Assert.True(outcome.Next.LevelInstalment < Loan.Schedule.LevelInstalment);
        Assert.Equal(Loan.Balance - outcome.Principal, outcome.Next.Principal);
        Assert.Equal(new Money(2_000m), outcome.Principal + outcome.Interest + outcome.Insurance);
    }

    [Fact]
    public void D28_shorter_term_keeps_the_instalment_and_costs_less_interest()
    {
        var shorter = Prepayments.Apply(Loan, Day, new Money(2_000m), PrepaymentChoice.ShorterTerm, CreditGen.Calendar).Value.Next!;
        var lower = Prepayments.Apply(Loan, Day, new Money(2_000m), PrepaymentChoice.LowerInstalment, CreditGen.Calendar).Value.Next!;

        Assert.True(shorter.Rows.Length < lower.Rows.Length);
        Assert.All(shorter.Rows.SkipLast(1), row => Assert.Equal(Loan.Schedule.LevelInstalment, row.Instalment));
        Assert.True(shorter.TotalInterest < lower.TotalInterest);
        Assert.Equal(Money.Zero, shorter.Rows[^1].Closing);
    }

    [Fact]
    public void D28_prepayments_that_make_no_sense_are_refused()
    {
        var payoff = Payoff.On(Loan, Day).Value;

        string? Code(DateOnly date, Money amount) =>
            Prepayments.Apply(Loan, date, amount, PrepaymentChoice.ShorterTerm, CreditGen.Calendar).Error?.Code;

        Assert.Equal("credits.prepayment-too-small", Code(Day, payoff.Interest));
        Assert.Equal("credits.prepayment-too-large", Code(Day, payoff.Total + new Money(0.01m)));
        Assert.Equal("credits.date-before-last-payment", Code(new(2026, 7, 30), new Money(100m)));
        Assert.Equal("credits.loan-overdue", Code(new(2026, 9, 15), new Money(100m)));
        Assert.Equal("credits.loan-closed", Payoff.On(Loan with { PaidRows = 24 }, Day).Error?.Code);
    }

    [Fact]
    public void D28_early_instalments_are_paid_as_they_are()
    {
        var two = Prepayments.EarlyInstalments(Loan, 2).Value;

        Assert.Equal(Loan.Schedule.Rows[6].Instalment + Loan.Schedule.Rows[7].Instalment, two);
        Assert.False(Prepayments.CountsAsPrepayment(Loan, two));
        Assert.True(Prepayments.CountsAsPrepayment(Loan, two + new Money(0.01m)));
        Assert.Equal("credits.amount-invalid", Prepayments.EarlyInstalments(Loan, 0).Error?.Code);
        Assert.Equal("credits.amount-invalid", Prepayments.EarlyInstalments(Loan, 19).Error?.Code);
    }

    [Fact]
    public void D17_top_up_closes_the_old_loan_first()
    {
        var payoff = Payoff.On(Loan, Day).Value.Total;

        Assert.Equal(new Money(1_000m), TopUp.On(Loan, Day, payoff + new Money(1_000m)).Value.ToMember);
        Assert.Equal("credits.top-up-too-small", TopUp.On(Loan, Day, payoff).Error?.Code);
    }

    [Fact]
    public void D17_second_disbursement_levels_again_from_the_next_due_date()
    {
        var next = SecondDisbursement.Apply(Loan, Day, new Money(3_000m), CreditGen.Calendar).Value;

        Assert.Equal(Loan.Balance + new Money(3_000m), next.Principal);
        Assert.Equal(Loan.RemainingDueDates, next.Rows.Select(row => row.Due));
        Assert.Single(next.Rows.SkipLast(1).Select(row => row.Instalment).Distinct());

        var ofNewMoney = RateConversion.InterestForDays(next.Principal, Loan.Terms.Tea, 21);
        Assert.Equal((ofNewMoney + Loan.InterestTo(Day)).Round(RoundingPolicy.Centimo), next.Rows[0].Interest);
    }

    [Fact]
    public void D17_second_disbursement_too_late_or_of_nothing_is_refused()
    {
        Assert.Equal("credits.amount-invalid", SecondDisbursement.Apply(Loan, Day, Money.Zero, CreditGen.Calendar).Error?.Code);
        Assert.Equal(
            "credits.loan-overdue",
            SecondDisbursement.Apply(Loan, Loan.Schedule.Rows[6].Due, new Money(1m), CreditGen.Calendar).Error?.Code
        );
    }
}
