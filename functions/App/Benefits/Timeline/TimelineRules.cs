using Serverless.App.Benefits.Claims;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Timeline;

/// <summary>From a claim and what was done to it to what its claimant reads; the engine is never asked. Pure.</summary>
internal static class TimelineRules
{
    internal static ClaimTimeline Of(BenefitClaim claim, IEnumerable<StoredEvent> history, WorkingCalendar calendar) =>
        new(
            claim.Id,
            claim.Kind,
            ClaimWords.CodeOf(claim.Status),
            ClaimWords.TextOf(claim.Status),
            ClaimWords.UnitOf(claim.Status),
            DueOf(claim, calendar),
            TimelineWords.NextOf(claim),
            TimelineWords.YouMust(claim),
            [
                .. history
                    .Where(happened => happened.Type == ClaimEvents.Changed.Type)
                    .Select(happened => Entry(claim, happened))
                    .OfType<TimelineEntry>(),
            ]
        );

    /// <summary>Our own deadline; while the claim waits for the claimant it is theirs.</summary>
    private static DateOnly? DueOf(BenefitClaim claim, WorkingCalendar calendar) =>
        claim.Observation is { } observation && claim.Status == ClaimStatus.Observed ? LimaTime.DateOf(observation.Until)
        : ClaimMoveRules.IsEnded(claim.Status) || claim.Status == ClaimStatus.Paid ? null
        : claim.Clock.DueDate(calendar);

    private static TimelineEntry? Entry(BenefitClaim claim, StoredEvent happened)
    {
        var changed = ClaimEvents.Changed.Read(happened);
        return TimelineWords.TextOf(claim, changed) is { } text
            ? new TimelineEntry(LimaTime.DateOf(happened.Time), happened.Time, changed.Act, text, ClaimWords.UnitOf(changed.To))
            : null;
    }
}
