using System.Collections.Frozen;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Claims;

/// <summary>The state machine of domain.md section 5.1: a step that is not in the table is a 409 that names those that are. Pure.</summary>
internal static class ClaimMoveRules
{
    internal static readonly Error StepNotAllowed = Error.Conflict("benefits.claim-step-not-allowed");

    private static readonly FrozenDictionary<(ClaimStatus, ClaimStep), ClaimStatus> Moves = Table();

    /// <returns>The claim after the step, or <c>benefits.claim-step-not-allowed</c>.</returns>
    internal static Result<BenefitClaim> Move(BenefitClaim claim, ClaimStep step, DateTimeOffset now) =>
        Moves.TryGetValue((claim.Status, step), out var next) ? claim with { Status = next, Since = now } : NotAllowed(claim.Status);

    internal static bool Allows(ClaimStatus status, ClaimStep step) => Moves.ContainsKey((status, step));

    /// <summary>Nothing happens any more unless somebody begins again.</summary>
    internal static bool IsEnded(ClaimStatus status) =>
        status is ClaimStatus.Closed or ClaimStatus.Ineligible or ClaimStatus.Abandoned or ClaimStatus.Cancelled or ClaimStatus.Superseded;

    internal static Error NotAllowed(ClaimStatus status) =>
        StepNotAllowed
            .With("status", ClaimWords.CodeOf(status))
            .With("statusText", ClaimWords.TextOf(status))
            .With("allowed", string.Join(", ", Allowed(status).Select(ClaimWords.CodeOf)))
            .With("allowedText", string.Join(", ", Allowed(status).Select(ClaimStepWords.TextOf).DefaultIfEmpty("mirar cómo va")));

    /// <summary>The steps that this status allows to people, in the order of the machine: a death is no step that anybody chooses.</summary>
    internal static IEnumerable<ClaimStep> Allowed(ClaimStatus status) =>
        Enum.GetValues<ClaimStep>().Where(step => step != ClaimStep.Supersede && Moves.ContainsKey((status, step)));

    private static FrozenDictionary<(ClaimStatus, ClaimStep), ClaimStatus> Table()
    {
        var moves = new Dictionary<(ClaimStatus, ClaimStep), ClaimStatus>
        {
            [(ClaimStatus.None, ClaimStep.Register)] = ClaimStatus.Registered,
            [(ClaimStatus.Registered, ClaimStep.Submit)] = ClaimStatus.DocumentCheck,
            [(ClaimStatus.DocumentCheck, ClaimStep.Observe)] = ClaimStatus.Observed,
            [(ClaimStatus.Observed, ClaimStep.Resume)] = ClaimStatus.DocumentCheck,
            [(ClaimStatus.Observed, ClaimStep.Abandon)] = ClaimStatus.Abandoned,
            [(ClaimStatus.DocumentCheck, ClaimStep.FindEligible)] = ClaimStatus.Eligible,
            [(ClaimStatus.DocumentCheck, ClaimStep.FindIneligible)] = ClaimStatus.Ineligible,
            [(ClaimStatus.DocumentCheck, ClaimStep.Reject)] = ClaimStatus.Ineligible,
            [(ClaimStatus.Eligible, ClaimStep.Calculate)] = ClaimStatus.Calculated,
            [(ClaimStatus.Calculated, ClaimStep.Review)] = ClaimStatus.Reviewed,
            [(ClaimStatus.Calculated, ClaimStep.Reject)] = ClaimStatus.Ineligible,
            [(ClaimStatus.Reviewed, ClaimStep.Approve)] = ClaimStatus.Approved,
            [(ClaimStatus.Reviewed, ClaimStep.Reject)] = ClaimStatus.Ineligible,
            [(ClaimStatus.Approved, ClaimStep.OffsetDebts)] = ClaimStatus.DebtOffset,
            [(ClaimStatus.DebtOffset, ClaimStep.OrderPayment)] = ClaimStatus.PaymentOrdered,
            [(ClaimStatus.DebtOffset, ClaimStep.Pay)] = ClaimStatus.Paid,
            [(ClaimStatus.DebtOffset, ClaimStep.PayInPart)] = ClaimStatus.PartiallyPaid,
            [(ClaimStatus.PaymentOrdered, ClaimStep.Pay)] = ClaimStatus.Paid,
            [(ClaimStatus.PaymentOrdered, ClaimStep.PayInPart)] = ClaimStatus.PartiallyPaid,
            [(ClaimStatus.PaymentOrdered, ClaimStep.ReturnPayment)] = ClaimStatus.Returned,
            [(ClaimStatus.PartiallyPaid, ClaimStep.OrderPayment)] = ClaimStatus.PaymentOrdered,
            [(ClaimStatus.Returned, ClaimStep.OrderPayment)] = ClaimStatus.PaymentOrdered,
            [(ClaimStatus.Paid, ClaimStep.Close)] = ClaimStatus.Closed,
            [(ClaimStatus.Ineligible, ClaimStep.Appeal)] = ClaimStatus.Appealed,
            [(ClaimStatus.Appealed, ClaimStep.UpholdAppeal)] = ClaimStatus.Reviewed,
            [(ClaimStatus.Appealed, ClaimStep.ReopenByAppeal)] = ClaimStatus.Eligible,
            [(ClaimStatus.Appealed, ClaimStep.DismissAppeal)] = ClaimStatus.Ineligible,
        };

        // Figures that are no longer true are calculated again and pass review and approval again.
        foreach (var figured in new[] { ClaimStatus.Calculated, ClaimStatus.Reviewed, ClaimStatus.Approved })
        {
            moves[(figured, ClaimStep.Recalculate)] = ClaimStatus.Eligible;
        }

        foreach (var before in Enum.GetValues<ClaimStatus>().Where(IsBeforeApproval))
        {
            moves[(before, ClaimStep.Cancel)] = ClaimStatus.Cancelled;
            moves[(before, ClaimStep.Supersede)] = ClaimStatus.Superseded;
        }

        // As long as the bank has no order, or has given the money back, a death takes the claim's place.
        foreach (var unordered in new[] { ClaimStatus.Approved, ClaimStatus.DebtOffset, ClaimStatus.Returned })
        {
            moves[(unordered, ClaimStep.Supersede)] = ClaimStatus.Superseded;
        }

        return moves.ToFrozenDictionary();
    }

    private static bool IsBeforeApproval(ClaimStatus status) =>
        status
            is ClaimStatus.Registered
                or ClaimStatus.DocumentCheck
                or ClaimStatus.Observed
                or ClaimStatus.Eligible
                or ClaimStatus.Calculated
                or ClaimStatus.Reviewed
                or ClaimStatus.Appealed;
}
