using Serverless.App.Benefits.Claimants;

namespace Serverless.UnitTests.Benefits;

public sealed class ClaimantRulesTests
{
    private static readonly DateTimeOffset Now = SampleClaim.Now;
    private static readonly Claimant Bound = new("c-1", "device-1", Now) { ClaimId = "claim-1" };

    [Fact]
    public void Nobody_gets_a_code_before_an_officer_has_bound_a_phone() =>
        Assert.Null(ClaimantRules.AskCode(Bound with { ClaimId = null }, "device-1", Now));

    [Fact]
    public void Another_device_gets_no_code_and_guesses_nothing()
    {
        var asked = ClaimantRules.AskCode(Bound, "device-1", Now)!;

        Assert.Null(ClaimantRules.AskCode(Bound, "device-2", Now));
        Assert.Equal("benefits.claimant-code-wrong", ClaimantRules.Spend(asked, "device-2", Now).Error!.Code);
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void Second_code_waits_a_minute(int seconds, bool given) =>
        Assert.Equal(
            given,
            ClaimantRules.AskCode(ClaimantRules.AskCode(Bound, "device-1", Now)!, "device-1", Now.AddSeconds(seconds)) is not null
        );

    [Fact]
    public void Three_guesses_are_all_there_are_and_a_new_code_brings_new_ones()
    {
        var asked = ClaimantRules.AskCode(Bound, "device-1", Now)!;
        var spent = Enumerable.Range(0, 3).Aggregate(asked, (claimant, _) => ClaimantRules.Spend(claimant, "device-1", Now).Value);

        Assert.Equal("benefits.claimant-code-wrong", ClaimantRules.Spend(spent, "device-1", Now).Error!.Code);
        var again = ClaimantRules.AskCode(spent, "device-1", Now.AddMinutes(1))!;
        Assert.True(ClaimantRules.Spend(again, "device-1", Now.AddMinutes(2)).IsSuccess);
    }

    [Fact]
    public void Code_is_good_for_five_minutes_and_once()
    {
        var asked = ClaimantRules.AskCode(Bound, "device-1", Now)!;

        Assert.True(ClaimantRules.Spend(asked, "device-1", Now.AddSeconds(299)).IsSuccess);
        Assert.False(ClaimantRules.Spend(asked, "device-1", Now.AddMinutes(5)).IsSuccess);
        Assert.False(ClaimantRules.Spend(asked with { CodeUsed = true }, "device-1", Now).IsSuccess);
    }

    [Fact]
    public void Claimant_of_one_claim_is_not_bound_to_another()
    {
        Assert.True(ClaimantRules.Bind(Bound, "claim-1", "officer").IsSuccess);
        Assert.Equal("benefits.claimant-bound", ClaimantRules.Bind(Bound, "claim-2", "officer").Error!.Code);
    }
}
