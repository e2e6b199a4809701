using Serverless.App.Credits.Prepayment;
using Serverless.App.Credits.Rates;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Credits.Schedules;

namespace Serverless.UnitTests.Credits.Prepayment;

/// <summary>A loan on its way: what has accrued before, inside and after its running row.</summary>
public sealed class LoanPositionTests
{
    private static readonly CreditTerms Terms = CreditGen.Sample with { Insurance = new(InsuranceMethod.OpeningBalance, new Rate(0.001m)) };

    private static readonly LoanPosition Loan = new(Terms, CreditGen.Quote(Terms).Schedule, PaidRows: 6);
    private static readonly ScheduleRow Running = Loan.Schedule.Rows[6];

    [Theory]
    [InlineData("2026-07-01", 0)]
    [InlineData("2026-07-31", 0)]
    [InlineData("2026-08-01", 1)]
    [InlineData("2026-08-31", 31)]
    [InlineData("2026-09-05", 36)]
    public void D15_interest_runs_by_day_from_the_last_paid_row_and_past_the_due_date(string day, int days)
    {
        var expected = RateConversion.InterestForDays(Loan.Balance, Terms.Tea, days).Round(RoundingPolicy.Centimo);

        Assert.Equal(expected, Loan.InterestTo(DateOnly.Parse(day, null)));
    }

    [Theory]
    [InlineData("2026-07-01", 0)]
    [InlineData("2026-08-10", 10)]
    [InlineData("2026-08-31", 31)]
    [InlineData("2026-09-05", 31)]
    public void D15_insurance_runs_by_day_up_to_the_whole_premium(string day, int days)
    {
        var expected = (Running.Insurance * (days / 31m)).Round(RoundingPolicy.Centimo);

        Assert.Equal(expected, Loan.InsuranceTo(DateOnly.Parse(day, null)));
        Assert.True(Running.Insurance > Money.Zero);
    }

    [Fact]
    public void D15_interest_in_proportion_is_rounded_and_none_before_its_start()
    {
        var share = Loan.Balance * (Running.Rate.Fraction * 10 / 31);

        Assert.Equal(share.Round(RoundingPolicy.Centimo), Loan.InterestTo(new(2026, 8, 10), Accrual.Proportional));
        Assert.Equal(Money.Zero, Loan.InterestTo(new(2026, 7, 1), Accrual.Proportional));
    }

    [Fact]
    public void D15_loan_is_closed_when_its_rows_are_paid_or_nothing_is_owed()
    {
        var early = Loan.Schedule.Rows[6] with { Principal = Running.Opening + Running.Capitalised };
        var done = Loan with { Schedule = Loan.Schedule with { Rows = Loan.Schedule.Rows.SetItem(6, early) }, PaidRows = 7 };

        Assert.False(Loan.IsClosed);
        Assert.False((Loan with { PaidRows = 23 }).IsClosed);
        Assert.True((Loan with { PaidRows = 24 }).IsClosed);
        Assert.True((done.Balance, done.IsClosed) == (Money.Zero, true));
    }

    [Fact]
    public void D15_dates_that_are_left_begin_with_the_running_row()
    {
        Assert.Equal(18, Loan.RemainingDueDates.Length);
        Assert.Equal(Running.Due, Loan.RemainingDueDates[0]);
    }
}
