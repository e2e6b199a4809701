using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Benefits;

public sealed class RetentionRulesTests
{
    [Theory]
    [InlineData(nameof(ClaimStatus.Registered), true)]
    [InlineData(nameof(ClaimStatus.Observed), true)]
    [InlineData(nameof(ClaimStatus.PaymentOrdered), true)]
    [InlineData(nameof(ClaimStatus.PartiallyPaid), true)]
    [InlineData(nameof(ClaimStatus.Closed), true)]
    [InlineData(nameof(ClaimStatus.Appealed), true)]
    [InlineData(nameof(ClaimStatus.Abandoned), false)]
    [InlineData(nameof(ClaimStatus.Cancelled), false)]
    [InlineData(nameof(ClaimStatus.Superseded), false)]
    public void Claim_stays_while_it_runs_and_when_money_was_paid_by_it(string status, bool stays) =>
        Assert.Equal(stays, RetentionRules.MustStay(SampleClaim.In(Enum.Parse<ClaimStatus>(status)), SampleClaim.Today));

    [Fact]
    public void Refused_claim_stays_for_as_long_as_it_can_be_appealed_against()
    {
        var refused = SampleClaim.In(ClaimStatus.Ineligible) with { AppealUntil = SampleClaim.Today };

        Assert.True(RetentionRules.MustStay(refused, SampleClaim.Today));
        Assert.False(RetentionRules.MustStay(refused, SampleClaim.Today.AddDays(1)));
    }

    [Fact]
    public void Court_order_that_stands_a_settled_claim_and_a_death_hold_what_else_could_go()
    {
        var cancelled = SampleClaim.In(ClaimStatus.Cancelled);
        var order = new CourtOrder("hold-1", "EXP-77", new Money(100m), SampleClaim.Now, null);

        Assert.True(RetentionRules.MustStay(cancelled with { CourtOrders = [order] }, SampleClaim.Today));
        Assert.False(
            RetentionRules.MustStay(cancelled with { CourtOrders = [order with { LiftedAt = SampleClaim.Now }] }, SampleClaim.Today)
        );
        Assert.True(RetentionRules.MustStay(cancelled with { IsSettled = true }, SampleClaim.Today));
        Assert.True(RetentionRules.MustStay(SampleClaim.In(ClaimStatus.Cancelled, BenefitKind.Death), SampleClaim.Today));
    }
}
