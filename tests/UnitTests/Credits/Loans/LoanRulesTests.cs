using CsCheck;
using Serverless.App.Credits.Arrears;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Prepayment;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Loans;

public sealed class LoanRulesTests
{
    private static readonly Loan Fresh = SampleLoan.Opened().Loan;
    private static readonly Money Instalment = Fresh.Plan.Rows[0].Instalment;

    [Fact]
    public void Disbursement_is_the_first_line_of_the_ledger()
    {
        var opened = SampleLoan.Opened();

        var line = Assert.Single(opened.Postings);
        Assert.Equal((1, PostingKind.Disbursement, new Money(-8_000m)), (line.Number, line.Kind, line.Parts.Principal));
        Assert.Equal((LoanStatus.Open, new Money(8_000m)), (opened.Loan.Status, opened.Loan.Balance));
    }

    [Fact]
    public void D28_instalment_paid_in_full_moves_to_the_next_row()
    {
        var paid = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(new(2027, 1, 5), Instalment)).Value;

        Assert.Equal((1, LoanStatus.Current, Money.Zero), (paid.Loan.PaidRows, paid.Loan.Status, paid.Left));
        Assert.Equal(Fresh.Plan.Rows[0].Principal, paid.Postings.Single().Parts.Principal);
        Assert.Equal(Fresh.Plan.BalanceAfter(1), paid.Loan.Balance);
    }

    [Fact]
    public void Partial_instalment_pays_in_the_order_of_the_product()
    {
        var paid = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(new(2027, 1, 5), new Money(100m))).Value;

        var parts = paid.Postings.Single().Parts;
        Assert.Equal((new Money(100m), Money.Zero), (parts.Interest, parts.Principal));
        Assert.Equal((0, LoanStatus.Current), (paid.Loan.PaidRows, paid.Loan.Status));
    }

    [Fact]
    public void Late_instalment_earns_both_interests_on_its_principal_and_neither_is_capitalised()
    {
        var on = new DateOnly(2027, 2, 1);
        var due = Fresh.Plan.Rows[0];
        var late = LateInterest.On(due.Principal, Fresh.Terms.Tea, Fresh.Terms.MoratoryTea, 27).Round(RoundingPolicy.Centimo);

        var today = LoanAccrual.To(Fresh, on).Loan;
        var twice = LoanAccrual.To(today, on).Loan;

        Assert.Equal((late.Compensatory, late.Moratory), (today.Rows[0].Compensatory, today.Rows[0].Moratory));
        Assert.Equal((today.Rows[0], Fresh.Balance), (twice.Rows[0], twice.Balance));
        Assert.Equal(27, today.DaysOverdue(on));
    }

    [Fact]
    public void Instalment_paid_on_the_working_day_after_a_holiday_is_not_late()
    {
        // 5 June 2027 is a Saturday, 6 June a Sunday, 7 June a holiday for a row that falls due on the 6th.
        var loan = SampleLoan.Opened(SampleLoan.Terms with { FirstDue = new(2027, 6, 6), DayOfMonth = 6 }).Loan;

        Assert.Equal(new DateOnly(2027, 6, 8), loan.Plan.Rows[0].PayBy);
        Assert.Equal((0, 3), (loan.DaysOverdue(new(2027, 6, 8)), loan.DaysOverdue(new(2027, 6, 9))));
    }

    [Fact]
    public void D15_payoff_between_due_dates_is_the_engine_s()
    {
        var current = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(new(2027, 1, 5), Instalment)).Value.Loan;
        var on = new DateOnly(2027, 1, 25);

        var engine = Payoff.On(current.Position, on).Value;

        Assert.Equal(engine.Total, LoanPayoff.On(current, on).Total);
    }

    [Fact]
    public void Payoff_closes_the_loan_and_leaves_what_was_too_much()
    {
        var on = new DateOnly(2027, 3, 20);
        var owed = LoanPayoff.On(Fresh, on);

        var closed = LoanRules.PayOff(Fresh, SampleLoan.Paid(on, owed.Total + new Money(5m))).Value;
        var tooLittle = LoanRules.PayOff(Fresh, SampleLoan.Paid(on, owed.Total - new Money(0.01m)));

        Assert.Equal((LoanStatus.PaidOff, Money.Zero, new Money(5m)), (closed.Loan.Status, closed.Loan.Balance, closed.Left));
        Assert.Equal(on, closed.Loan.ClosedOn);
        Assert.True(owed.Moratory > Money.Zero);
        Assert.Equal("credits.payoff-too-small", tooLittle.Error?.Code);
    }

    [Theory]
    [InlineData(PrepaymentChoice.LowerInstalment)]
    [InlineData(PrepaymentChoice.ShorterTerm)]
    public void D28_prepayment_does_what_the_member_chose(object chosen)
    {
        var choice = (PrepaymentChoice)chosen;
        var current = LoanRules.PayInstalments(Fresh, SampleLoan.Paid(new(2027, 1, 5), Instalment)).Value.Loan;

        var paid = LoanRules
            .Prepay(current, SampleLoan.Paid(new(2027, 1, 20), new Money(3_000m), "pay-2"), choice, SampleLoan.Calendar)
            .Value;

        var lower = paid.Loan.Plan.LevelInstalment < current.Plan.LevelInstalment;
        Assert.Equal(choice == PrepaymentChoice.LowerInstalment, lower);
        Assert.Equal(choice == PrepaymentChoice.LowerInstalment, paid.Loan.Plan.Rows.Length == 23);
        Assert.InRange(paid.Loan.Plan.Rows.Length, 10, 23);
        Assert.Equal(paid.Loan.Balance, paid.Loan.Plan.Principal);
    }

    [Fact]
    public void Prepayment_settles_what_is_due_first()
    {
        var on = new DateOnly(2027, 1, 20);

        var paid = LoanRules.Prepay(Fresh, SampleLoan.Paid(on, new Money(3_000m)), PrepaymentChoice.ShorterTerm, SampleLoan.Calendar).Value;

        Assert.Equal([PostingKind.OwnPayment, PostingKind.Prepayment], paid.Postings.Select(line => line.Kind));
        Assert.Equal(new Money(3_000m), Money.Sum(paid.Postings.Select(line => line.Parts.Total)));
    }

    [Fact]
    public void D28_large_payment_without_a_choice_is_seen()
    {
        Assert.False(LoanRules.NeedsChoice(Fresh, Instalment * 2, new(2026, 12, 20)));
        Assert.True(LoanRules.NeedsChoice(Fresh, Instalment * 2 + new Money(0.01m), new(2026, 12, 20)));
        Assert.False(LoanRules.NeedsChoice(Fresh, Instalment * 3, new(2027, 1, 5)));
    }

    [Fact]
    public void Total_grace_becomes_principal_when_it_ends()
    {
        var loan = SampleLoan.Opened(SampleLoan.Terms with { Grace = new(GraceKind.Total, 1) }).Loan;
        var first = loan.Plan.Rows[0];

        var accrued = LoanAccrual.To(loan, first.Due);

        Assert.Equal((1, loan.Balance + first.Capitalised), (accrued.Loan.PaidRows, accrued.Loan.Balance));
        Assert.Equal(PostingKind.Capitalisation, accrued.Postings.Single().Kind);
        Assert.Equal(Money.Zero, accrued.Postings.Single().Parts.Total);
    }

    [Fact]
    public void D52_balance_is_the_sum_of_the_ledger_whatever_is_paid_and_when()
    {
        var step = Gen.Select(Gen.Int[0, 40], Gen.Int[1, 200_000], Gen.Int[0, 3]);
        step.Array[1, 40]
            .Sample(steps =>
            {
                var opened = SampleLoan.Opened();
                var (loan, lines, day) = (opened.Loan, opened.Postings.ToList(), SampleLoan.Disbursed);
                var (given, back) = (Money.Zero, Money.Zero);
                foreach (var ((days, centimos, what), number) in steps.Select((step, number) => (step, number)))
                {
                    day = day.AddDays(days);
                    var payment = SampleLoan.Paid(day, Money.FromCentimos(centimos), $"pay-{number}");
                    var change =
                        what == 0
                            ? LoanRules.Prepay(loan, payment, PrepaymentChoice.LowerInstalment, SampleLoan.Calendar)
                            : LoanRules.PayInstalments(loan, payment);
                    if (!change.IsSuccess)
                    {
                        continue;
                    }

                    loan = change.Value.Loan;
                    lines.AddRange(change.Value.Postings);
                    given += payment.Amount;
                    back += change.Value.Left;
                }

                var received = Money.Sum(lines.Where(line => line.Kind != PostingKind.Disbursement).Select(line => line.Parts.Total));
                Assert.Equal(loan.Balance, -Money.Sum(lines.Select(line => line.Parts.Principal)));
                Assert.Equal(given - back, received);
                Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(line => line.Number));
                Assert.Equal(!loan.IsOpen, loan.Balance == Money.Zero);
                Assert.True(LoanPayoff.On(loan, day).Total >= loan.Balance);
            });
    }

    [Fact]
    public void Every_status_is_reached_and_every_move_not_in_the_table_is_refused()
    {
        var reached = new HashSet<LoanStatus> { LoanStatus.None };
        var frontier = new Queue<LoanStatus>(reached);
        while (frontier.TryDequeue(out var status))
        {
            var allowed = LoanMoves.Allowed(status).ToHashSet();
            foreach (var step in Enum.GetValues<LoanStep>())
            {
                var moved = LoanMoves.Next(status, step);
                Assert.Equal(allowed.Contains(step), moved.IsSuccess);
                if (moved.IsSuccess && reached.Add(moved.Value))
                {
                    frontier.Enqueue(moved.Value);
                }
            }
        }

        Assert.Equal(Enum.GetValues<LoanStatus>().Length, reached.Count);
    }
}
