using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Progress;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Benefits;

public sealed class ClaimPlanRulesTests
{
    private static readonly DateTimeOffset Now = SampleClaim.Now;

    [Theory]
    [InlineData(nameof(ClaimStatus.Approved), nameof(ClaimTask.OffsetDebts))]
    [InlineData(nameof(ClaimStatus.DebtOffset), nameof(ClaimTask.IssueResolution))]
    [InlineData(nameof(ClaimStatus.Paid), nameof(ClaimTask.CloseClaim))]
    [InlineData(nameof(ClaimStatus.Eligible), nameof(ClaimTask.Wait))]
    [InlineData(nameof(ClaimStatus.Calculated), nameof(ClaimTask.Wait))]
    [InlineData(nameof(ClaimStatus.Reviewed), nameof(ClaimTask.Wait))]
    [InlineData(nameof(ClaimStatus.PaymentOrdered), nameof(ClaimTask.Wait))]
    [InlineData(nameof(ClaimStatus.Closed), nameof(ClaimTask.End))]
    [InlineData(nameof(ClaimStatus.Cancelled), nameof(ClaimTask.End))]
    [InlineData(nameof(ClaimStatus.Ineligible), nameof(ClaimTask.End))]
    [InlineData(nameof(ClaimStatus.Abandoned), nameof(ClaimTask.End))]
    public void Next_step_follows_from_the_status(string status, string task) =>
        Assert.Equal(task, Next(SampleClaim.In(Enum.Parse<ClaimStatus>(status))).Task.ToString());

    [Fact]
    public void D14_money_leaves_once_the_resolution_is_issued_or_known_to_be_undrawable()
    {
        var claim = SampleClaim.In(ClaimStatus.DebtOffset);

        Assert.Equal(ClaimTask.OrderPayments, Next(claim with { Resolution = new ClaimResolution("RB-1", "d-1", "CODE") }).Task);
        Assert.Equal(ClaimTask.OrderPayments, Next(claim with { Resolution = new ClaimResolution("RB-1", null, null) }).Task);
    }

    [Fact]
    public void Registered_claim_waits_to_be_submitted_and_is_checked_as_it_is_after_a_week()
    {
        var claim = SampleClaim.Registered();

        Assert.Equal((ClaimTask.Wait, Now.AddDays(7)), (Next(claim).Task, Next(claim).WakeAt));
        Assert.Equal(ClaimTask.CheckDocuments, Next(claim, Now.AddDays(7)).Task);
    }

    [Fact]
    public void D24_claim_without_its_papers_is_observed_and_one_with_all_of_them_waits_for_an_officer()
    {
        var empty = SampleClaim.In(ClaimStatus.DocumentCheck);

        Assert.Equal(ClaimTask.CheckDocuments, Next(empty).Task);
        Assert.Equal(ClaimTask.Wait, Next(empty.WithPapers()).Task);
        Assert.Equal(ClaimTask.AssessEligibility, Next(empty.WithPapers(DocumentVerdict.Accepted)).Task);
    }

    [Fact]
    public void Observed_claim_is_reminded_three_times_and_abandoned_after_thirty_days()
    {
        var check = SampleClaim.In(ClaimStatus.DocumentCheck);
        var claim = DocumentRules.Observe(check, DocumentRules.Missing(check), Now).Value;
        var told = new List<int>();

        for (var day = 0; day <= 31; day++)
        {
            var plan = Next(claim, Now.AddDays(day));
            if (plan.Task == ClaimTask.RemindClaimant)
            {
                told.Add(day);
                claim = claim with { Observation = claim.Observation! with { Reminders = claim.Observation.Reminders + 1 } };
            }

            Assert.Equal(day >= 30, plan.Task == ClaimTask.AbandonClaim);
        }

        Assert.Equal([10, 20, 27], told);
    }

    [Fact]
    public void Deadline_is_told_at_half_at_four_fifths_and_at_the_end_in_working_days()
    {
        var claim = SampleClaim.In(ClaimStatus.Eligible);
        var told = new List<(DateOnly Day, string Task)>();

        for (var hour = 0; hour < 24 * 40; hour++)
        {
            var now = Now.AddHours(hour);
            if (ClockRules.NextAlert(claim, SampleClaim.Calendar) is { } alert && alert.At <= now)
            {
                told.Add((LimaTime.DateOf(now), $"{Next(claim, now).Task} {alert.Percent}"));
                claim = claim with { AlertedPercent = alert.Percent };
            }
        }

        // Fifteen working days from Monday 2 March 2026 are over on Monday 23 March: 8, 12 and 15 of them.
        Assert.Equal(
            [
                (new DateOnly(2026, 3, 13), "AlertDeadline 50"),
                (new DateOnly(2026, 3, 19), "AlertDeadline 80"),
                (new DateOnly(2026, 3, 24), "AlertDeadline 100"),
            ],
            told
        );
    }

    [Fact]
    public void Clock_that_stands_still_alerts_nobody()
    {
        var check = SampleClaim.In(ClaimStatus.DocumentCheck);
        var observed = DocumentRules.Observe(check, DocumentRules.Missing(check), Now).Value;

        Assert.Null(ClockRules.NextAlert(observed, SampleClaim.Calendar));
    }

    [Fact]
    public void Payment_that_was_never_registered_is_ordered_again()
    {
        var claim = SampleClaim.In(ClaimStatus.PaymentOrdered) with
        {
            Payments = [new ClaimPayment("member", new Money(10m), 1, PaymentStatus.Planned)],
        };

        Assert.Equal(ClaimTask.OrderPayments, Next(claim).Task);
    }

    private static ClaimPlan Next(BenefitClaim claim, DateTimeOffset? now = null) =>
        ClaimPlanRules.Next(claim, 7, SampleClaim.Calendar, now ?? Now);
}
