using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Claims;

/// <summary>A refusal may be appealed against once, in time; somebody else than before decides. Pure.</summary>
internal static class AppealRules
{
    internal const string Dismissed = "appeal-dismissed";

    /// <summary>The claim lives again in a new round; its orchestration had ended.</summary>
    internal static Result<BenefitClaim> Appeal(BenefitClaim claim, DateTimeOffset now) =>
        claim.Status == ClaimStatus.Ineligible && (claim.Reason == Dismissed || LimaTime.DateOf(now) > claim.AppealUntil)
            ? BenefitErrors.AppealLate
            : ClaimMoveRules.Move(claim, ClaimStep.Appeal, now).Then<BenefitClaim>(appealed => appealed with { Round = claim.Round + 1 });

    /// <summary>The refusal falls: what was calculated is approved anew, what never was is calculated.</summary>
    internal static Result<BenefitClaim> Uphold(BenefitClaim claim, string officer, DateTimeOffset now) =>
        Other(claim, officer)
            .Then(_ => ClaimMoveRules.Move(claim, claim.Liquidation is null ? ClaimStep.ReopenByAppeal : ClaimStep.UpholdAppeal, now))
            .Then<BenefitClaim>(upheld => upheld with { Reason = null, AppealUntil = null });

    internal static Result<BenefitClaim> Dismiss(BenefitClaim claim, string officer, DateTimeOffset now) =>
        Other(claim, officer)
            .Then(_ => ClaimMoveRules.Move(claim, ClaimStep.DismissAppeal, now))
            .Then<BenefitClaim>(dismissed => dismissed with { Reason = Dismissed, RefusedBy = officer });

    private static Result<Done> Other(BenefitClaim claim, string officer) =>
        claim.RefusedBy == officer ? SeparationOfDuties.ViolatedBy("refusal") : Done.Value;
}
