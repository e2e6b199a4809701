using System.Collections.Immutable;
using Serverless.App.Benefits.Liquidations;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Claims;

/// <summary>Calculation, review and approval by different people (domain.md section 5.2 rule 4). Pure.</summary>
internal static class FigureRules
{
    internal const string Requester = "requester";
    internal const string Calculator = "calculator";
    internal const string Approver = "approver";
    internal const string SecondApprover = "second-approver";

    internal static Result<BenefitClaim> Calculate(BenefitClaim claim, Liquidation figures, string officer, DateTimeOffset now) =>
        ClaimMoveRules
            .Move(claim, ClaimStep.Calculate, now)
            .Then<BenefitClaim>(calculated =>
                calculated with
                {
                    Liquidation = figures,
                    Officer = null,
                    Duties = [.. Requesters(claim), new Duty(Calculator, officer)],
                }
            );

    /// <summary>A second pair of eyes: whoever calculated does not review.</summary>
    internal static Result<BenefitClaim> Review(BenefitClaim claim, string officer, DateTimeOffset now) =>
        SeparationOfDuties
            .Check(claim.Duties, new Duty(Approver, officer))
            .Then(_ => ClaimMoveRules.Move(claim, ClaimStep.Review, now))
            .Then<BenefitClaim>(reviewed => reviewed with { Officer = null });

    /// <summary>
    /// Approved by somebody else than the calculator; above the limit by two. The first of two leaves the claim reviewed, waiting for the
    /// second.
    /// </summary>
    internal static Result<BenefitClaim> Approve(BenefitClaim claim, string officer, DateTimeOffset now)
    {
        if (claim is not { Status: ClaimStatus.Reviewed, Liquidation: { } figures })
        {
            return ClaimMoveRules.NotAllowed(claim.Status);
        }

        var isFirst = claim.Duties.All(duty => duty.Name != Approver);
        var duty = new Duty(isFirst ? Approver : SecondApprover, officer);
        var separate = SeparationOfDuties.Check(claim.Duties, duty);
        if (separate.Error is { } violated)
        {
            return isFirst ? violated : BenefitErrors.SecondApproverMissing;
        }

        var approved = claim with { Duties = claim.Duties.Add(duty), Officer = null };
        return isFirst && NeedsTwo(claim, figures)
            ? approved
            : ClaimMoveRules.Move(approved with { ApprovedAt = now }, ClaimStep.Approve, now);
    }

    /// <summary>Whether one approver has signed and another must.</summary>
    internal static bool WaitsForSecond(BenefitClaim claim) =>
        claim.Status == ClaimStatus.Reviewed && claim.Duties.Any(duty => duty.Name == Approver);

    internal static Result<BenefitClaim> Refuse(BenefitClaim claim, ClaimStep step, Refusal refusal, DateTimeOffset now) =>
        ClaimMoveRules
            .Move(claim, step, now)
            .Then<BenefitClaim>(refused =>
                refused with
                {
                    Reason = refusal.Reason,
                    RefusedBy = refusal.By,
                    AppealUntil = refusal.AppealUntil,
                    Officer = null,
                    // An appeal may bring these figures back: whoever made them still may not approve them.
                    Duties = [.. claim.Duties.Where(duty => duty.Name is Requester or Calculator)],
                }
            );

    /// <summary>The figures are void: calculation, review and approval begin again.</summary>
    internal static Result<BenefitClaim> Recalculate(BenefitClaim claim, DateTimeOffset now) =>
        ClaimMoveRules
            .Move(claim, ClaimStep.Recalculate, now)
            .Then<BenefitClaim>(again => again with { Liquidation = null, Officer = null, Duties = [.. Requesters(claim)] });

    /// <summary>A court's order counts until the money is on its way; figures made before it are void.</summary>
    internal static Result<BenefitClaim> Order(BenefitClaim claim, CourtOrder order, DateTimeOffset now) =>
        claim.CourtOrders.Any(known => known.File == order.File && known.LiftedAt is null) ? BenefitErrors.CourtOrderKnown
        : !CanStillChange(claim.Status) ? ClaimMoveRules.NotAllowed(claim.Status)
        : Refigure(claim with { CourtOrders = claim.CourtOrders.Add(order) }, now);

    internal static Result<BenefitClaim> Lift(BenefitClaim claim, string orderId, DateTimeOffset now) =>
        claim.CourtOrders.FirstOrDefault(order => order.Id == orderId && order.LiftedAt is null) is not { } standing
            ? BenefitErrors.CourtOrderNotFound
        : !CanStillChange(claim.Status) ? ClaimMoveRules.NotAllowed(claim.Status)
        : Refigure(claim with { CourtOrders = claim.CourtOrders.Replace(standing, standing with { LiftedAt = now }) }, now);

    /// <summary>The beneficiaries of a death, named by an officer from the letter or the succession.</summary>
    internal static Result<BenefitClaim> Name(BenefitClaim claim, ImmutableArray<Share> shares, DateTimeOffset now) =>
        shares.Sum(share => (long)share.Hundredths) != LiquidationRules.Whole || shares.Any(share => share.Hundredths <= 0)
            ? BenefitErrors.SharesNotWhole
        : !CanStillChange(claim.Status) ? ClaimMoveRules.NotAllowed(claim.Status)
        : Refigure(claim with { Shares = shares }, now);

    private static Result<BenefitClaim> Refigure(BenefitClaim claim, DateTimeOffset now) =>
        ClaimMoveRules.Allows(claim.Status, ClaimStep.Recalculate) ? Recalculate(claim, now) : claim;

    private static bool CanStillChange(ClaimStatus status) =>
        status is >= ClaimStatus.Registered and <= ClaimStatus.Approved and not ClaimStatus.Ineligible;

    private static bool NeedsTwo(BenefitClaim claim, Liquidation figures) => figures.Gross.Soles > claim.Terms.SecondApprovalOverSoles;

    private static IEnumerable<Duty> Requesters(BenefitClaim claim) => claim.Duties.Where(duty => duty.Name == Requester);
}

/// <param name="Reason">A code of <see cref="ClaimReasons"/>.</param>
/// <param name="By">The subject of a staff token, or <c>system</c>.</param>
/// <param name="AppealUntil">Last day for an appeal, Lima.</param>
internal sealed record Refusal(string Reason, string By, DateOnly AppealUntil);
