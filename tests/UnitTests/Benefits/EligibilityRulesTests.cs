using System.Globalization;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Benefits;

public sealed class EligibilityRulesTests
{
    [Theory]
    [InlineData("1961-02-28", "2026-02-28", null, true)]
    [InlineData("1961-03-01", "2026-02-28", null, false)]
    [InlineData("1960-02-29", "2025-02-28", null, true)]
    [InlineData("1980-05-05", "2026-02-28", "2026-02-15", true)]
    [InlineData(null, "2026-02-28", null, false)]
    public void D02_service_has_ended_at_sixty_five_or_by_a_resolution(string? born, string ceasedOn, string? resolution, bool proved) =>
        Assert.Equal(proved, CessationRules.IsProved(Day(born), Day(ceasedOn)!.Value, Day(resolution), 65));

    [Fact]
    public void Claim_of_before_the_rule_on_age_keeps_its_own_terms() =>
        Assert.True(CessationRules.IsProved(null, new DateOnly(2026, 2, 28), null, 0));

    [Fact]
    public void Age_limit_of_retirement_is_a_row_of_the_terms() => Assert.Equal(65, SampleClaim.Registered().Terms.RetirementAge);

    [Theory]
    [InlineData(nameof(BenefitKind.Retirement), false, false, "cessation-unproved")]
    [InlineData(nameof(BenefitKind.Retirement), true, false, null)]
    [InlineData(nameof(BenefitKind.Invalidity), false, false, null)]
    [InlineData(nameof(BenefitKind.Retirement), true, true, "member-died")]
    [InlineData(nameof(BenefitKind.Refund), true, true, "member-died")]
    [InlineData(nameof(BenefitKind.Death), false, true, null)]
    public void D02_benefit_is_due_to_who_has_ceased_and_lives_or_to_the_family(
        string kind,
        bool hasCeased,
        bool hasDied,
        string? refusal
    ) =>
        Assert.Equal(
            refusal,
            EligibilityRules.Refusal(Facts(Enum.Parse<BenefitKind>(kind)) with { HasCeased = hasCeased, HasDied = hasDied })
        );

    [Fact]
    public void Who_never_contributed_or_has_nothing_left_gets_nothing()
    {
        var facts = Facts(BenefitKind.Retirement);

        Assert.Equal("never-contributed", EligibilityRules.Refusal(facts with { ContributionCount = 0 }));
        Assert.Equal("account-empty", EligibilityRules.Refusal(facts with { Balance = Money.Zero }));
        Assert.Equal("event-in-the-future", EligibilityRules.Refusal(facts with { EventOn = facts.Today.AddDays(1) }));
    }

    private static EligibilityFacts Facts(BenefitKind kind) =>
        new(kind, SampleClaim.Today, true, 12, new Money(330m), new DateOnly(2026, 2, 28), new Money(10m), HasCeased: true, HasDied: false);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
