using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Messages;

namespace Serverless.App.Benefits.Officers;

/// <summary>Which claims wait for whom. Pure.</summary>
internal static class WorkRules
{
    internal const string Analyst = "benefits-analyst";
    internal const string Head = "benefits-approver";

    internal const string Documents = "documents";
    internal const string Calculation = "calculation";
    internal const string Review = "review";
    internal const string Approval = "approval";
    internal const string SecondApproval = "second-approval";
    internal const string Appeals = "appeals";
    internal const string Heirs = "heirs";

    /// <summary>Claims of whose time four fifths are used up.</summary>
    internal const string Urgent = "urgent";

    /// <summary>Claims whose whole time is used up, wherever they are.</summary>
    internal const string Overdue = "overdue";

    private const int WholeTime = 100;
    private const int MostOfTheTime = 80;

    internal static readonly IReadOnlyList<string> Queues =
    [
        Documents,
        Calculation,
        Review,
        Approval,
        SecondApproval,
        Appeals,
        Heirs,
        Urgent,
        Overdue,
    ];

    /// <summary>Where a claim waits; a claim that waits for its claimant or the bank is in no list.</summary>
    internal static IReadOnlyList<string> QueuesOf(BenefitClaim claim)
    {
        var queue = claim.Status switch
        {
            ClaimStatus.DocumentCheck when DocumentRules.Missing(claim).IsEmpty && !DocumentRules.AllAccepted(claim) => Documents,
            ClaimStatus.Eligible => Calculation,
            ClaimStatus.Calculated => Review,
            ClaimStatus.Reviewed => FigureRules.WaitsForSecond(claim) ? SecondApproval : Approval,
            ClaimStatus.Appealed => Appeals,
            ClaimStatus.PartiallyPaid when claim.Kind == BenefitKind.Death => Heirs,
            _ => null,
        };
        var hurry =
            ClaimMoveRules.IsEnded(claim.Status) || claim.Status == ClaimStatus.Paid ? null
            : claim.AlertedPercent >= WholeTime ? Overdue
            : claim.AlertedPercent >= MostOfTheTime ? Urgent
            : null;
        return [.. new[] { queue, hurry }.OfType<string>()];
    }
}
