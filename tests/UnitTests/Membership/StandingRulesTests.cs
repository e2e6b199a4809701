using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Consents.Standing;

namespace Serverless.UnitTests.Membership;

public sealed class StandingRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly Affiliation Joined = new("m1")
    {
        Status = AffiliationStatus.Active,
        Consents = [Given("service", Noon), Given("marketing", Noon)],
    };

    [Fact]
    public void Consent_of_joining_stands_until_it_is_taken_back_and_again_when_it_is_given_anew()
    {
        var own = StandingRules.Withdraw(Joined, new MemberConsents("m1"), "marketing", ["service"], Noon.AddHours(1)).Value;
        var again = StandingRules.Give(own, Given("marketing", Noon.AddHours(2)));

        Assert.True(Stands(new MemberConsents("m1")));
        Assert.False(Stands(own));
        Assert.True(Stands(again));
    }

    [Fact]
    public void Consent_that_is_given_anew_by_a_later_round_stands_again()
    {
        var own = StandingRules.Withdraw(Joined, new MemberConsents("m1"), "marketing", [], Noon.AddHours(1)).Value;
        var rejoined = Joined with { Round = 2, Consents = [Given("marketing", Noon.AddDays(1))] };

        Assert.True(StandingRules.Stands(StandingRules.Words(rejoined, own), "marketing"));
    }

    [Theory]
    [InlineData("Active", "membership.consent-needed")]
    [InlineData("Draft", "membership.consent-needed")]
    [InlineData("SentToPayroll", "membership.consent-needed")]
    [InlineData("Cancelled", null)]
    [InlineData("Closed", null)]
    public void What_a_membership_rests_on_goes_only_with_it(string status, string? refused)
    {
        var at = Joined with { Status = Enum.Parse<AffiliationStatus>(status) };

        Assert.Equal(refused, StandingRules.Withdraw(at, new MemberConsents("m1"), "service", ["service"], Noon).Error?.Code);
    }

    [Fact]
    public void Nobody_takes_back_what_was_never_given() =>
        Assert.Equal(StandingRules.NotGiven, StandingRules.Withdraw(Joined, new MemberConsents("m1"), "third-party", [], Noon).Error);

    private static bool Stands(MemberConsents own) => StandingRules.Stands(StandingRules.Words(Joined, own), "marketing");

    private static ConsentGiven Given(string purpose, DateTimeOffset at) => new(purpose, "2026-01", "hash", "app", at);
}
