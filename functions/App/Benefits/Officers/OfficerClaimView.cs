using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Members;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Officers;

/// <summary>A claim as officers see it: with its figures, who did what, and how much of the time is used.</summary>
/// <param name="Duties">Who has which part of the present calculation.</param>
/// <param name="Figures">Everything the calculation was made of, and what came out.</param>
/// <param name="UsedWorkingDays">Without the time that waited for the claimant.</param>
/// <param name="Steps">What the claim's status allows, for anybody.</param>
internal sealed record OfficerClaimView(
    ClaimView Claim,
    string MemberId,
    int Round,
    string? Officer,
    IReadOnlyList<DutyView> Duties,
    IReadOnlyList<CourtOrder> CourtOrders,
    IReadOnlyList<Share> Shares,
    Liquidation? Figures,
    int UsedWorkingDays,
    int AllowedWorkingDays,
    int AlertedPercent,
    IReadOnlyList<string> Steps
)
{
    /// <summary>In the answer to a report of a death: the claim that the member had open, and whether its money was ordered.</summary>
    public ClaimBeforeDeath? Before { get; init; }

    internal static string Address(string id) => $"/api/v1/benefits/backoffice/claims/{id}";

    internal static OfficerClaimView Of(BenefitClaim claim, WorkingCalendar calendar, DateOnly today) =>
        new(
            ClaimView.Of(claim, calendar),
            claim.MemberId,
            claim.Round,
            claim.Officer,
            [.. claim.Duties.Select(duty => new DutyView(duty.Name, duty.Principal))],
            claim.CourtOrders,
            claim.Shares,
            claim.Liquidation,
            claim.Clock.Elapsed(calendar, today),
            claim.Clock.WorkingDays,
            claim.AlertedPercent,
            [.. ClaimMoveRules.Allowed(claim.Status).Select(ClaimWords.CodeOf)]
        );
}

/// <param name="Principal">Subject of the token.</param>
internal sealed record DutyView(string Name, string Principal);

/// <summary>A line of a work list.</summary>
/// <param name="AgeDays">Since registration.</param>
/// <param name="DueOn">Null while the clock stands still.</param>
internal sealed record WorkItemView(
    string ClaimId,
    BenefitKind Kind,
    string Status,
    string StatusText,
    string? Officer,
    DateTimeOffset RegisteredAt,
    int AgeDays,
    DateOnly? DueOn,
    int AlertedPercent
)
{
    internal static WorkItemView Of(BenefitClaim claim, WorkingCalendar calendar, DateOnly today) =>
        new(
            claim.Id,
            claim.Kind,
            ClaimWords.CodeOf(claim.Status),
            ClaimWords.TextOf(claim.Status),
            claim.Officer,
            claim.RegisteredAt,
            today.DayNumber - LimaTime.DateOf(claim.RegisteredAt).DayNumber,
            claim.Clock.DueDate(calendar),
            claim.AlertedPercent
        );
}
