using Serverless.App.Benefits.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Liquidations;

/// <summary>What is known about a member when it is asked whether a benefit is due.</summary>
/// <param name="HasAccount">The fund keeps an individual account.</param>
/// <param name="ContributionCount">Months contributed.</param>
/// <param name="Balance">Of the account.</param>
/// <param name="EventOn">Day of cessation, of the disability's start, of death; of the wrong discount for a refund.</param>
/// <param name="Undue">Asked back, for a refund.</param>
/// <param name="HasCeased">Age or a resolution proves that service has ended; asked for a retirement.</param>
/// <param name="HasDied">The member's death was reported.</param>
internal sealed record EligibilityFacts(
    BenefitKind Kind,
    DateOnly Today,
    bool HasAccount,
    int ContributionCount,
    Money Balance,
    DateOnly EventOn,
    Money Undue,
    bool HasCeased,
    bool HasDied
);

/// <summary>Whether a benefit is due at all (domain.md section 1.4). Null, or the reason as a stable code. Pure.</summary>
internal static class EligibilityRules
{
    internal static string? Refusal(EligibilityFacts facts) =>
        facts.HasDied && facts.Kind != BenefitKind.Death ? "member-died"
        : !facts.HasAccount || facts.ContributionCount == 0 ? "never-contributed"
        : facts.EventOn > facts.Today ? "event-in-the-future"
        : facts.Kind == BenefitKind.Retirement && !facts.HasCeased ? "cessation-unproved"
        : facts.Kind == BenefitKind.Refund && facts.Undue > facts.Balance ? "refund-exceeds-account"
        : facts.Kind is BenefitKind.Retirement or BenefitKind.Refund && facts.Balance <= Money.Zero ? "account-empty"
        : null;
}
