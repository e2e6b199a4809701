using Serverless.App.Benefits.Messages;

namespace Serverless.App.Benefits.Claims;

/// <summary>
/// Which claims stay when their member is erased: those that still run or can still be appealed, those by which money was paid, those on
/// which a court has its hand, and every death, whose people are the heirs (Civil Code art. 2001; domain.md section 3.1). Pure.
/// </summary>
internal static class RetentionRules
{
    /// <param name="today">In Lima.</param>
    internal static bool MustStay(BenefitClaim claim, DateOnly today) =>
        StaysForGood(claim)
        || !ClaimMoveRules.IsEnded(claim.Status)
        || (claim.Status == ClaimStatus.Ineligible && claim.AppealUntil >= today)
        || claim.CourtOrders.Any(order => order.LiftedAt is null);

    /// <summary>Whatever becomes of it; any other claim that stays may come to nothing later.</summary>
    internal static bool StaysForGood(BenefitClaim claim) =>
        claim.Kind == BenefitKind.Death || claim.IsSettled || claim.Status == ClaimStatus.Closed;
}
