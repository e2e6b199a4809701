using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Officers;
using Serverless.App.Benefits.Timeline;

namespace Serverless.UnitTests.Benefits;

public sealed class SupersedeTests
{
    [Theory]
    [InlineData(nameof(ClaimStatus.Registered), true)]
    [InlineData(nameof(ClaimStatus.DocumentCheck), true)]
    [InlineData(nameof(ClaimStatus.Observed), true)]
    [InlineData(nameof(ClaimStatus.Calculated), true)]
    [InlineData(nameof(ClaimStatus.Approved), true)]
    [InlineData(nameof(ClaimStatus.DebtOffset), true)]
    [InlineData(nameof(ClaimStatus.Returned), true)]
    [InlineData(nameof(ClaimStatus.PaymentOrdered), false)]
    [InlineData(nameof(ClaimStatus.PartiallyPaid), false)]
    [InlineData(nameof(ClaimStatus.Paid), false)]
    [InlineData(nameof(ClaimStatus.Closed), false)]
    public void Death_takes_the_place_of_a_claim_whose_money_is_still_here(string status, bool may)
    {
        var claim = SampleClaim.In(Enum.Parse<ClaimStatus>(status));

        var superseded = ClaimMoveRules.Move(claim, ClaimStep.Supersede, SampleClaim.Now);

        Assert.Equal(may, superseded.IsSuccess);
        Assert.DoesNotContain(ClaimStep.Supersede, ClaimMoveRules.Allowed(claim.Status));
    }

    [Fact]
    public void Superseded_claim_has_ended_waits_in_no_list_and_says_why()
    {
        var claim = SampleClaim.In(ClaimStatus.Superseded) with { AlertedPercent = 100 };

        Assert.True(ClaimMoveRules.IsEnded(claim.Status));
        Assert.Empty(WorkRules.QueuesOf(claim));
        Assert.Equal("No hay más pasos.", TimelineWords.NextOf(claim));
    }

    [Theory]
    [InlineData(50, null)]
    [InlineData(80, WorkRules.Urgent)]
    [InlineData(100, WorkRules.Overdue)]
    public void Claim_whose_time_runs_out_stands_in_the_list_of_what_is_urgent_and_then_of_what_is_late(int percent, string? list) =>
        Assert.Equal(
            new[] { WorkRules.Calculation, list }.OfType<string>(),
            WorkRules.QueuesOf(SampleClaim.In(ClaimStatus.Eligible) with { AlertedPercent = percent })
        );
}
