using Serverless.App.Credits.Requests;
using Serverless.App.Credits.Requests.Paying;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Requests;

public sealed class PayoutRulesTests
{
    private static readonly DateTimeOffset Now = SampleRequest.Now;
    private static readonly DateOnly Today = SampleRequest.Today;
    private static readonly Rate Half = new(0.5m);

    [Fact]
    public void Whole_credit_goes_to_the_member()
    {
        var prepared = Prepare(SampleRequest.Disbursing(), Money.Zero);

        Assert.Equal((RequestStatus.Disbursing, new Money(8_000m)), (prepared.Status, prepared.Payout!.ToMember));
    }

    [Fact]
    public void Room_on_the_payslip_that_is_gone_declines_before_any_money_leaves()
    {
        var request = SampleRequest.Disbursing();
        var facts = SampleRequest.Facts with { NotYetOnPayslip = new Money(1_000m) };

        var walked = PayoutRules.Prepare(request, facts, Half, SampleRequest.Price(request), Money.Zero, Now).Value;

        Assert.Equal((RequestStatus.Declined, null), (walked.Request.Status, walked.Request.Payout));
        Assert.Equal(DeclineCodes.PayrollFloor, walked.Request.Reasons.Single().Code);
    }

    [Fact]
    public void D18_creditors_are_paid_first_and_the_rest_goes_to_the_member()
    {
        var prepared = Prepare(Purchase(3_000m, 2_000m), Money.Zero);

        var one = PayoutRules.Paid(prepared, 1, 1, Today, Now).Value.Request;
        var both = PayoutRules.Paid(one, 2, 1, Today.AddDays(1), Now).Value.Request;
        var done = PayoutRules.Paid(both, 0, 1, Today.AddDays(2), Now).Value.Request;

        Assert.Equal((RequestStatus.PayingCreditors, new Money(3_000m)), (prepared.Status, prepared.Payout!.ToMember));
        Assert.Equal((RequestStatus.PayingCreditors, RequestStatus.Disbursed), (both.Status, done.Status));
        Assert.Equal(Today, done.Payout!.PaidOn);
    }

    [Fact]
    public void D18_purchase_that_leaves_nothing_for_the_member_is_disbursed_with_its_last_creditor()
    {
        var prepared = Prepare(Purchase(8_000m), Money.Zero);

        Assert.Equal(RequestStatus.Disbursed, PayoutRules.Paid(prepared, 1, 1, Today, Now).Value.Request.Status);
    }

    [Fact]
    public void Answer_told_again_or_of_another_attempt_changes_nothing()
    {
        var prepared = Prepare(Purchase(3_000m), Money.Zero);
        var paid = PayoutRules.Paid(prepared, 1, 1, Today, Now).Value.Request;

        Assert.Equal("credits.nothing-to-do", PayoutRules.Paid(paid, 1, 1, Today, Now).Error?.Code);
        Assert.Equal("credits.nothing-to-do", PayoutRules.Paid(prepared, 1, 2, Today, Now).Error?.Code);
        Assert.Equal("credits.nothing-to-do", PayoutRules.Paid(paid, 0, 2, Today, Now).Error?.Code);
        Assert.Equal("credits.nothing-to-do", PayoutRules.Refused(prepared, 1, 2, "limit", Now).Error?.Code);
    }

    [Fact]
    public void Refused_account_is_corrected_and_asked_for_under_the_next_number()
    {
        var failed = PayoutRules.Refused(Prepare(SampleRequest.Disbursing(), Money.Zero), 0, 1, "cci-invalid", Now).Value.Request;

        var retried = RequestRules.Retry(failed, Now).Value.Request;

        Assert.Equal((RequestStatus.DisburseFailed, "cci-invalid"), (failed.Status, failed.PaymentReason));
        Assert.Equal((RequestStatus.Disbursing, 2, 2, null), (retried.Status, retried.Attempt, retried.Round, retried.PaymentReason));
        Assert.Null(retried.Payout);
    }

    [Fact]
    public void D18_creditor_that_was_paid_is_not_paid_again_after_a_correction()
    {
        var one = PayoutRules.Paid(Prepare(Purchase(3_000m, 2_000m), Money.Zero), 1, 1, Today, Now).Value.Request;
        var failed = PayoutRules.Refused(one, 2, 1, "account-closed", Now).Value.Request;

        var retried = RequestRules.Retry(failed, Now).Value.Request;

        Assert.Equal([(LineStatus.Paid, 1), (LineStatus.Pending, 2)], retried.Lines.Select(line => (line.Status, line.Attempt)));
        Assert.NotNull(retried.Payout);
        Assert.Equal("credits.money-left", RequestRules.Withdraw(failed, Now).Error?.Code);
        Assert.Equal("credits.money-left", RequestRules.Expire(failed, Now).Error?.Code);
    }

    [Fact]
    public void Top_up_pays_the_old_loan_and_the_rest_goes_to_the_member()
    {
        var topUp = SampleRequest.Disbursing() with { TopUpLoanId = "loan-0" };

        Assert.Equal(new Money(5_000m), Prepare(topUp, new Money(3_000m)).Payout!.ToMember);
        Assert.Equal(RequestStatus.Declined, Prepare(topUp, new Money(8_000m)).Status);
        Assert.Equal(RequestStatus.Declined, Prepare(topUp, closesOld: null).Status);
    }

    [Fact]
    public void D18_closing_letter_is_waited_for_and_may_come_late()
    {
        var paid = PayoutRules.Paid(Prepare(Purchase(3_000m), Money.Zero), 1, 1, Today, Now).Value.Request;

        var overdue = PayoutRules.LetterOverdue(paid, 1, Now).Value.Request;
        var received = PayoutRules.LetterReceived(overdue, 1, "f00d", Now).Value.Request;

        Assert.Equal(LineStatus.Overdue, overdue.Lines.Single().Status);
        Assert.Equal((LineStatus.ClosureLetterReceived, "f00d"), (received.Lines.Single().Status, received.Lines.Single().LetterSha256));
        Assert.Equal("credits.nothing-to-do", PayoutRules.LetterOverdue(received, 1, Now).Error?.Code);
        Assert.Equal("credits.letter-invalid", PayoutRules.LetterReceived(received, 1, "beef", Now).Error?.Code);
    }

    [Theory]
    [InlineData("0b6e3f4e-7f0a-4a8e-9d0e-0a3c6b0f3e11", 0)]
    [InlineData("0b6e3f4e-7f0a-4a8e-9d0e-0a3c6b0f3e11", 7)]
    public void Bank_s_answer_finds_its_way_back(string id, int line) =>
        Assert.Equal((id, line), OrderPayout.Read(OrderPayout.SourceIdOf(id, line)));

    [Theory]
    [InlineData("")]
    [InlineData("claim-1")]
    [InlineData("0b6e3f4e-7f0a-4a8e-9d0e-0a3c6b0f3e11-x")]
    public void Answer_about_something_else_is_not_ours(string sourceId) => Assert.Null(OrderPayout.Read(sourceId));

    private static CreditRequest Purchase(params decimal[] balances)
    {
        var request = SampleRequest.Disbursing();
        return request with { Lines = [.. balances.Select((balance, at) => new PurchaseLine(at + 1, "BANCO-1", new Money(balance)))] };
    }

    private static CreditRequest Prepare(CreditRequest request, Money? closesOld) =>
        PayoutRules.Prepare(request, SampleRequest.Facts, Half, SampleRequest.Price(request), closesOld, Now).Value.Request;
}
