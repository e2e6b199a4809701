using Serverless.App.Credits.Arrears;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Loans;

/// <summary>Bringing a loan to a day: what grace leaves, and from when until when late interest runs (Law 31143).</summary>
public sealed class LoanAccrualTests
{
    private static readonly Loan Fresh = SampleLoan.Opened().Loan;
    private static readonly DateOnly Due = new(2027, 1, 5);

    [Fact]
    public void Late_row_posts_nothing_and_leaves_the_others_alone()
    {
        var change = LoanAccrual.To(Fresh, new(2027, 2, 1));

        Assert.Empty(change.Postings);
        Assert.Equal((1, Fresh.Balance, Money.Zero), (change.Loan.Postings, change.Loan.Balance, change.Left));
        Assert.Equal(new DateOnly(2027, 2, 1), change.Loan.Rows[0].LateThrough);
        Assert.All(change.Loan.Rows.Skip(1), row => Assert.Equal(RowLedger.Untouched, row));
    }

    [Theory]
    [InlineData("PaidOff")]
    [InlineData("WrittenOff")]
    public void Closed_loan_earns_nothing(string status)
    {
        var closed = Fresh with { Status = Enum.Parse<LoanStatus>(status) };

        var change = LoanAccrual.To(closed, new(2028, 1, 1));

        Assert.Same(closed, change.Loan);
        Assert.Empty(change.Postings);
    }

    [Fact]
    public void Late_interest_runs_on_the_principal_that_is_still_unpaid()
    {
        var row = Fresh.Plan.Rows[0];
        var part = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Due, row.Instalment - new Money(40m))).Value.Loan;

        var late = LoanAccrual.To(part, Due.AddDays(30)).Loan.Rows[0];

        Assert.Equal((Late(new Money(40m), 30).Compensatory, Late(new Money(40m), 30).Moratory), (late.Compensatory, late.Moratory));
    }

    [Fact]
    public void Later_days_add_to_what_was_counted_before()
    {
        var principal = Fresh.Plan.Rows[0].Principal;
        var (first, more) = (Late(principal, 10), Late(principal, 17));

        var once = LoanAccrual.To(Fresh, Due.AddDays(10)).Loan;
        var row = LoanAccrual.To(once, Due.AddDays(27)).Loan.Rows[0];

        Assert.Equal((first.Compensatory + more.Compensatory, first.Moratory + more.Moratory), (row.Compensatory, row.Moratory));
        Assert.Equal(Due.AddDays(27), row.LateThrough);
    }

    [Fact]
    public void Earlier_day_takes_nothing_back()
    {
        var today = LoanAccrual.To(Fresh, Due.AddDays(10)).Loan;

        Assert.Equal(today.Rows[0], LoanAccrual.To(today, Due.AddDays(4)).Loan.Rows[0]);
    }

    [Fact]
    public void Row_that_is_paid_is_never_late()
    {
        var paid = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(Due, Fresh.Plan.Rows[0].Instalment)).Value.Loan;

        Assert.Equal(paid.Rows[0], LoanAccrual.To(paid, new(2027, 2, 4)).Loan.Rows[0]);
    }

    [Theory]
    [InlineData("2027-06-06", 0)]
    [InlineData("2027-06-08", 0)]
    [InlineData("2027-06-09", 3)]
    public void Row_is_late_the_day_after_its_last_day_and_then_from_its_due_date(string day, int days)
    {
        // 6 June 2027 is a Sunday and the 7th a holiday: paid by the 8th it is in time.
        var loan = SampleLoan
            .Opened(SampleLoan.Terms with { Disbursed = new(2027, 5, 2), FirstDue = new(2027, 6, 6), DayOfMonth = 6 })
            .Loan;

        var row = LoanAccrual.To(loan, DateOnly.Parse(day, null)).Loan.Rows[0];

        Assert.Equal(days == 0 ? RowLedger.Untouched.Moratory : Late(loan.Plan.Rows[0].Principal, days).Moratory, row.Moratory);
        Assert.Equal(days == 0, row == RowLedger.Untouched);
    }

    [Fact]
    public void Each_row_of_total_grace_becomes_principal_once_with_a_line_of_its_own()
    {
        var loan = SampleLoan.Opened(SampleLoan.Terms with { Grace = new(GraceKind.Total, 2) }).Loan;
        var (first, second) = (loan.Plan.Rows[0], loan.Plan.Rows[1]);

        Assert.Empty(LoanAccrual.To(loan, first.Due.AddDays(-1)).Postings);
        var change = LoanAccrual.To(loan, second.Due);

        Assert.Equal([2, 3], change.Postings.Select(line => line.Number));
        Assert.Equal([first.Closing, second.Closing], change.Postings.Select(line => line.Balance));
        Assert.Equal([first.Due, second.Due], change.Postings.Select(line => line.On));
        Assert.Equal(["grace-1", "grace-2"], change.Postings.Select(line => line.Reference));
        Assert.All(change.Postings, line => Assert.Equal(("loan-1", "contract"), (line.LoanId, line.Channel)));
        Assert.Equal(
            new LoanParts
            {
                Principal = -first.Capitalised,
                Interest = first.Interest,
                Insurance = first.Insurance,
            },
            change.Postings[0].Parts
        );
        Assert.Equal((3, second.Closing, 2), (change.Loan.Postings, change.Loan.Balance, change.Loan.PaidRows));
        Assert.Empty(LoanAccrual.To(change.Loan, second.Due.AddDays(3)).Postings);
    }

    [Fact]
    public void Row_in_total_grace_that_has_run_out_is_not_overdue_before_it_is_posted()
    {
        var loan = SampleLoan.Opened(SampleLoan.Terms with { Grace = new(GraceKind.Total, 1) }).Loan;

        Assert.Equal(0, loan.DaysOverdue(loan.Plan.Rows[0].PayBy.AddDays(3)));
    }

    private static LateInterest Late(Money principal, int days) =>
        LateInterest.On(principal, Fresh.Terms.Tea, Fresh.Terms.MoratoryTea, days).Round(RoundingPolicy.Centimo);
}
