using Serverless.App.Credits.Prepayment;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Credits.Schedules;

namespace Serverless.UnitTests.Credits.Prepayment;

/// <summary>More money under way: the top-up and the second disbursement, figure by figure.</summary>
public sealed class IncreaseTests
{
    private static readonly CreditTerms Terms = CreditGen.Sample with
    {
        Insurance = new(InsuranceMethod.OpeningBalance, new Rate(0.001m)),
        ChargePerInstalment = new Money(3m),
        Rounding = ScheduleRounding.FiveCentimos,
    };

    private static readonly LoanPosition Loan = new(Terms, CreditGen.Quote(Terms).Schedule, PaidRows: 6);
    private static readonly DateOnly Day = new(2026, 8, 10);

    [Fact]
    public void D17_top_up_says_what_closes_the_old_loan()
    {
        var payoff = Payoff.On(Loan, Day).Value;

        var split = TopUp.On(Loan, Day, payoff.Total + new Money(0.01m)).Value;
        var refused = TopUp.On(Loan, Day, payoff.Total - new Money(0.01m)).Error!;

        Assert.Equal(new TopUp(payoff, new Money(0.01m)), split);
        Assert.Equal(("credits.top-up-too-small", ErrorKind.Unprocessable), (refused.Code, refused.Kind));
        Assert.Equal(payoff.Total.ToString(), refused.Arguments["payoff"]);
    }

    [Fact]
    public void D17_first_row_runs_from_the_second_disbursement_in_proportion_to_its_days()
    {
        var row = Loan.Schedule.Rows[6];

        var plan = SecondDisbursement.Plan(Loan, Day, new Money(3_000m), Accrual.ByDay);

        Assert.Equal(new PlannedPeriod(row.Due, row.PayBy, 21, row.Rate.Fraction * 21 / row.Days, 0m), plan.Periods[0]);
        Assert.Equal((31, 18), (row.Days, plan.Periods.Length));
    }

    [Fact]
    public void D17_later_rows_keep_their_days_and_rates()
    {
        var plan = SecondDisbursement.Plan(Loan, Day, new Money(3_000m), Accrual.ByDay);

        Assert.Equal(
            Loan.Schedule.Rows.Skip(7).Select(row => (row.Due, row.PayBy, row.Days, row.Rate.Fraction)),
            plan.Periods.Skip(1).Select(period => (period.Due, period.PayBy, period.Days, period.Interest))
        );
    }

    [Theory]
    [InlineData("ByDay")]
    [InlineData("WholePeriod")]
    public void D17_plan_carries_the_terms_the_new_money_and_the_interest_that_was_earned(string name)
    {
        var accrual = Enum.Parse<Accrual>(name);

        var plan = SecondDisbursement.Plan(Loan, Day, new Money(3_000m), accrual);

        Assert.Equal((Loan.Balance + new Money(3_000m), Day), (plan.Principal, plan.Start));
        Assert.Equal((Terms.Modality, Terms.Insurance, Terms.Rounding), (plan.Modality, plan.Insurance, plan.Rounding));
        Assert.Equal((new Money(3m), Loan.InterestTo(Day, accrual)), (plan.ChargePerInstalment, plan.CarriedInterest));
    }

    [Theory]
    [InlineData("2026-07-30", 6, 100, "credits.date-before-last-payment")]
    [InlineData("2026-08-10", 24, 100, "credits.loan-closed")]
    [InlineData("2026-08-31", 6, 100, "credits.loan-overdue")]
    [InlineData("2026-09-15", 6, 100, "credits.loan-overdue")]
    [InlineData("2026-09-15", 6, 0, "credits.amount-invalid")]
    [InlineData("2026-08-10", 6, -1, "credits.amount-invalid")]
    [InlineData("2026-08-30", 6, 1, null)]
    [InlineData("2026-07-31", 6, 1, null)]
    public void D17_second_disbursement_is_refused_by_its_first_reason(string day, int paid, int soles, string? code)
    {
        var applied = SecondDisbursement.Apply(
            Loan with
            {
                PaidRows = paid,
            },
            DateOnly.Parse(day, null),
            new Money(soles),
            CreditGen.Calendar
        );

        Assert.Equal(code, applied.Error?.Code);
    }
}
