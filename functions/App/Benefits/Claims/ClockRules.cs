using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Claims;

/// <summary>The claim's deadline in working days of Lima; it stands still while the claim waits for the claimant. Pure.</summary>
internal static class ClockRules
{
    internal static Result<BenefitClaim> Pause(BenefitClaim claim, DateTimeOffset now) =>
        claim.Clock.Pause(LimaTime.DateOf(now)).Then<BenefitClaim>(paused => claim with { Clock = paused });

    internal static Result<BenefitClaim> Resume(BenefitClaim claim, DateTimeOffset now) =>
        claim.Clock.Resume(LimaTime.DateOf(now)).Then<BenefitClaim>(running => claim with { Clock = running });

    /// <summary>The next share of the time that nobody has been told of yet, and when it is used up; null while paused or all told.</summary>
    internal static (int Percent, DateTimeOffset At)? NextAlert(BenefitClaim claim, WorkingCalendar calendar)
    {
        if (claim.Clock.IsPaused)
        {
            return null;
        }

        foreach (var percent in SlaClock.AlertPercents)
        {
            // A share is used up when its working day is over in Lima.
            if (percent > claim.AlertedPercent && claim.Clock.DateOfPercent(calendar, percent) is { } day)
            {
                return (percent, LimaTime.Instant(day.AddDays(1)));
            }
        }

        return null;
    }
}
