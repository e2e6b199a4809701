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
        claim.Kind == BenefitKind.Death
        || !ClaimMoveRules.IsEnded(claim.Status)
        || claim.IsSettled
        || claim.Status == ClaimStatus.Closed
        || (claim.Status == ClaimStatus.Ineligible && claim.AppealUntil >= today)
        || claim.CourtOrders.Any(order => order.LiftedAt is null);
}
