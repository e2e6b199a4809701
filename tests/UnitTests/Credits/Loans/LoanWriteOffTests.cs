using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Loans.WritingOff;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Loans;

/// <summary>Two officers give a loan up (domain.md §5.1 WRITTEN_OFF; §5.2 rule 4).</summary>
public sealed class LoanWriteOffTests
{
    private static readonly DateOnly Due = new(2027, 1, 5);
    private static readonly Loan Late = SampleLoan.Opened().Loan with { Status = LoanStatus.Overdue };

    [Theory]
    [InlineData(179, false)]
    [InlineData(180, true)]
    public void D52_loan_can_be_proposed_from_the_day_the_table_says(int days, bool allowed)
    {
        var proposed = LoanWriteOff.Propose(Late, "ana", Due.AddDays(days), 180);

        Assert.Equal(allowed, proposed.IsSuccess);
        Assert.Equal(allowed ? null : "credits.write-off-too-early", proposed.Error?.Code);
    }

    [Fact]
    public void D52_second_officer_gives_the_loan_up_with_a_line_of_its_own()
    {
        var day = Due.AddDays(200);
        var proposed = LoanWriteOff.Propose(Late, "ana", day, 180).Value;

        var given = LoanWriteOff.Approve(proposed, "luis", day, "w-1").Value;

        Assert.Equal((LoanStatus.WrittenOff, Money.Zero), (given.Loan.Status, given.Loan.Balance));
        var line = given.Postings[^1];
        Assert.Equal((PostingKind.WriteOff, Late.Balance, "write-off", day), (line.Kind, line.Parts.Principal, line.Channel, line.On));
        Assert.Equal(given.Loan.Postings, line.Number);
        Assert.Equal("w-1", Assert.Single(given.Loan.References.Except(Late.References)));
    }

    [Fact]
    public void D52_one_officer_cannot_do_both()
    {
        var proposed = LoanWriteOff.Propose(Late, "ana", Due.AddDays(200), 180).Value;

        Assert.Equal("platform.duties-not-separate", LoanWriteOff.Approve(proposed, "ana", Due.AddDays(200), "w-1").Error!.Code);
    }

    [Fact]
    public void D52_nothing_is_given_up_that_nobody_proposed()
    {
        Assert.Equal("credits.write-off-not-proposed", LoanWriteOff.Approve(Late, "luis", Due.AddDays(200), "w-1").Error!.Code);
    }

    [Theory]
    [InlineData("Open")]
    [InlineData("Current")]
    [InlineData("PaidOff")]
    [InlineData("WrittenOff")]
    public void D52_only_overdue_loans_can_be_given_up(string status)
    {
        var loan = Late with { Status = Enum.Parse<LoanStatus>(status) };

        Assert.Equal("credits.loan-step-not-allowed", LoanWriteOff.Propose(loan, "ana", Due.AddDays(200), 180).Error!.Code);
        Assert.Equal("credits.loan-step-not-allowed", LoanWriteOff.Approve(loan, "luis", Due.AddDays(200), "w-1").Error!.Code);
    }

    [Fact]
    public void D52_loan_that_was_paid_after_the_proposal_is_not_given_up()
    {
        var proposed = LoanWriteOff.Propose(Late, "ana", Due.AddDays(200), 180).Value with { Status = LoanStatus.Current };

        Assert.Equal("credits.loan-step-not-allowed", LoanWriteOff.Approve(proposed, "luis", Due.AddDays(200), "w-1").Error!.Code);
    }

    [Fact]
    public void D52_proposal_names_its_officer_and_its_day_and_a_refusal_the_days_it_takes()
    {
        var day = Due.AddDays(200);

        Assert.Equal(new WriteOffProposal("ana", day), LoanWriteOff.Propose(Late, "ana", day, 180).Value.WriteOff);
        Assert.Equal("180", LoanWriteOff.Propose(Late, "ana", Due.AddDays(10), 180).Error!.Arguments["days"]);
    }

    [Fact]
    public void D52_officer_who_proposed_is_told_which_duty_was_theirs()
    {
        var proposed = LoanWriteOff.Propose(Late, "ana", Due.AddDays(200), 180).Value;

        var refused = LoanWriteOff.Approve(proposed, "ana", Due.AddDays(200), "w-1").Error!;

        Assert.Equal((LoanWriteOff.Proposer, "requester"), (refused.Arguments["duty"], LoanWriteOff.Proposer));
        Assert.Equal("approver", LoanWriteOff.Approver);
    }

    [Fact]
    public void D52_grace_that_ran_out_is_given_up_too_with_its_own_line_first()
    {
        var graced = SampleLoan.Opened(SampleLoan.Terms with { Grace = new(GraceKind.Total, 1) }).Loan with
        {
            Status = LoanStatus.Overdue,
            WriteOff = new WriteOffProposal("ana", Due),
        };

        var given = LoanWriteOff.Approve(graced, "luis", Due.AddDays(250), "w-1").Value;

        Assert.Equal([PostingKind.Capitalisation, PostingKind.WriteOff], given.Postings.Select(line => line.Kind));
        Assert.Equal([2, 3], given.Postings.Select(line => line.Number));
        Assert.Equal(graced.Plan.Rows[0].Closing, given.Postings[^1].Parts.Total);
        Assert.Equal(
            (3, "w-1", Money.Zero, Money.Zero),
            (given.Loan.Postings, given.Postings[^1].Reference, given.Postings[^1].Balance, given.Left)
        );
    }
}
