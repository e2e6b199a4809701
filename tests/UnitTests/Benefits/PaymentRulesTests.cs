using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Benefits;

public sealed class PaymentRulesTests
{
    private static readonly DateTimeOffset Now = SampleClaim.Now;

    [Fact]
    public void Bank_that_pays_exactly_what_was_ordered_ends_the_payment()
    {
        var paid = PaymentRules.Paid(Ordered(), Answer(), Now)!.Value.Value;

        Assert.Equal(ClaimStatus.Paid, paid.Status);
        Assert.Equal("R-1", Assert.Single(paid.Payments).BankReference);
    }

    [Theory]
    [InlineData("member", 1, 5_999.99)]
    [InlineData("member", 2, 6_000)]
    [InlineData("member", 0, 6_000)]
    [InlineData("b1", 1, 6_000)]
    public void Answer_for_another_payee_attempt_or_amount_moves_nothing(string payee, int attempt, decimal soles) =>
        Assert.Null(PaymentRules.Paid(Ordered(), new PaymentAnswer(payee, attempt, new Money(soles), "R-1"), Now));

    [Fact]
    public void Answer_that_comes_again_moves_nothing()
    {
        var paid = PaymentRules.Paid(Ordered(), Answer(), Now)!.Value.Value;

        Assert.Null(PaymentRules.Paid(paid, Answer(), Now));
        Assert.Null(PaymentRules.Returned(paid, Answer(), Now));
    }

    [Fact]
    public void Returned_payment_stops_the_clock_until_another_account_is_given_and_counts_as_the_next_attempt()
    {
        var returned = PaymentRules.Returned(Ordered(), Answer() with { Text = "account-closed" }, Now)!.Value.Value;
        var corrected = PaymentRules.Correct(returned, "member", Now.AddDays(3)).Value;

        Assert.Equal((ClaimStatus.Returned, true), (returned.Status, returned.Clock.IsPaused));
        Assert.Equal((ClaimStatus.PaymentOrdered, false), (corrected.Status, corrected.Clock.IsPaused));
        Assert.Equal((2, PaymentStatus.Planned), (corrected.Payments[0].Attempt, corrected.Payments[0].Status));
        Assert.Null(PaymentRules.Paid(corrected, Answer(), Now));
        Assert.Equal(ClaimStatus.Paid, PaymentRules.Paid(corrected, Answer() with { Attempt = 2 }, Now)!.Value.Value.Status);
    }

    [Fact]
    public void Answer_that_is_quicker_than_our_note_of_the_order_counts_and_the_note_does_not_undo_it()
    {
        var moved = PaymentRules.Order(Offset(Liquidation(6_000m)), Now).Value;

        var paid = PaymentRules.Paid(moved, Answer(), Now)!.Value.Value;

        var noted = PaymentRules.Ordered(paid, new Dictionary<string, string> { ["member"] = "order-1" });
        Assert.Equal(PaymentStatus.Paid, noted.Payments[0].Status);
    }

    [Fact]
    public void Loans_that_take_everything_leave_nothing_to_order()
    {
        var eaten = LiquidationRules
            .Calculate(SampleClaim.Inputs(BenefitKind.Retirement, 500m) with { Debts = [new Debt("loan-1", new Money(900m))] })
            .Value;

        var ended = PaymentRules.Order(Offset(eaten), Now).Value;

        Assert.Equal((ClaimStatus.Paid, 0), (ended.Status, ended.Payments.Length));
    }

    [Theory]
    [InlineData(6_000.01, nameof(ClaimStatus.Eligible))]
    [InlineData(6_000, nameof(ClaimStatus.DebtOffset))]
    [InlineData(5_999.50, nameof(ClaimStatus.DebtOffset))]
    public void More_than_was_approved_is_calculated_again_and_less_is_paid(decimal net, string after) =>
        Assert.Equal(Enum.Parse<ClaimStatus>(after), Offset(Liquidation(net)).Status);

    [Fact]
    public void Death_pays_who_is_there_keeps_the_share_of_who_is_missing_and_pays_it_when_they_are_found()
    {
        var inputs = SampleClaim.Inputs(BenefitKind.Death, 6_000m, 4m) with
        {
            Shares = [new Share("b1", 6_000, false), new Share("b2", 4_000, true)],
        };
        var approved = SampleClaim.In(ClaimStatus.Approved, BenefitKind.Death);
        var offset = PaymentRules.Offset(approved, LiquidationRules.Calculate(inputs).Value, Now).Value;
        var ordered = PaymentRules.Order(offset, Now).Value;

        var partly = PaymentRules.Paid(ordered, new PaymentAnswer("b1", 1, new Money(13_200m), "R-1"), Now)!.Value.Value;
        var found = PaymentRules.Release(partly, "b2", Now).Value;
        var whole = PaymentRules.Paid(found, new PaymentAnswer("b2", 1, new Money(8_800m), "R-2"), Now)!.Value.Value;

        Assert.Equal(ClaimStatus.PartiallyPaid, partly.Status);
        Assert.Equal("benefits.payee-not-held", PaymentRules.Release(partly, "b1", Now).Error!.Code);
        Assert.Equal(ClaimStatus.PaymentOrdered, found.Status);
        Assert.Equal(ClaimStatus.Paid, whole.Status);
    }

    private static BenefitClaim Ordered() =>
        PaymentRules.Ordered(
            PaymentRules.Order(Offset(Liquidation(6_000m)), Now).Value,
            new Dictionary<string, string> { ["member"] = "order-1" }
        );

    private static BenefitClaim Offset(Liquidation today) =>
        PaymentRules.Offset(SampleClaim.Calculated() with { Status = ClaimStatus.Approved }, today, Now).Value;

    private static Liquidation Liquidation(decimal net) =>
        LiquidationRules.Calculate(SampleClaim.Inputs(BenefitKind.Retirement, net)).Value;

    private static PaymentAnswer Answer() => new("member", 1, new Money(6_000m), "R-1");
}
