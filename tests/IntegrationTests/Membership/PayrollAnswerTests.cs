using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Messages;

namespace Serverless.IntegrationTests.Membership;

/// <summary>Payroll's answers and due work as queues bring them: twice, late, out of order.</summary>
public sealed class PayrollAnswerTests
{
    [Fact]
    public async Task Discount_applied_that_is_delivered_twice_activates_once()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.SendAsync();

        await teacher.AppliedAsync(1, "same");
        await teacher.AppliedAsync(1, "same");

        Assert.Single(await TypesAsync(teacher, MembershipEvents.AffiliationActivated.Type));
        Assert.Empty(await TypesAsync(teacher, AffiliationEvents.PayrollAnswerSetAside.Type));
    }

    [Fact]
    public async Task Refusal_after_the_money_came_is_set_aside_and_the_member_stays()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.SendAsync();
        await teacher.AppliedAsync(1);

        await teacher.RejectedAsync(1);

        Assert.Equal(AffiliationStatus.Active, (await teacher.StateAsync()).Status);
        Assert.Single(await TypesAsync(teacher, AffiliationEvents.PayrollAnswerSetAside.Type));
    }

    [Fact]
    public async Task Discount_of_an_older_round_does_not_activate_the_newer()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.SendAsync();
        await teacher.RejectedAsync(1);
        await teacher.AskAsync("POST", "affiliations/current/cancel");
        await teacher.SendAsync();

        await teacher.AppliedAsync(1);

        Assert.Equal((2, AffiliationStatus.SentToPayroll), ((await teacher.StateAsync()).Round, (await teacher.StateAsync()).Status));
        Assert.Single(await TypesAsync(teacher, AffiliationEvents.PayrollAnswerSetAside.Type));
    }

    [Fact]
    public async Task Discount_of_nothing_activates_nobody()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.SendAsync();

        await teacher.AppliedAsync(1, centimos: 0);

        Assert.Equal(AffiliationStatus.SentToPayroll, (await teacher.StateAsync()).Status);
    }

    [Fact]
    public async Task D23_refused_affiliation_tells_why_and_is_sent_again_as_the_second_attempt()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.SendAsync();
        await teacher.RejectedAsync(1);
        var refused = await teacher.AskAsync("GET", "affiliations/current");

        var corrected = await teacher.AskAsync("POST", "affiliations/current/correct");

        Assert.Equal(("TOPE-50", "rejected-by-payroll"), (refused.Text("payrollReason"), refused.Text("status")));
        Assert.Equal((200, "sent-to-payroll"), (corrected.Status, corrected.Text("status")));
        var sent = (await TypesAsync(teacher, MembershipEvents.AffiliationSentToPayroll.Type)).Select(
            MembershipEvents.AffiliationSentToPayroll.Read
        );
        Assert.Equal([(1, 1), (1, 2)], sent.Select(data => (data.Round, data.Attempt)));
    }

    [Fact]
    public async Task Refusal_of_the_first_attempt_that_comes_after_the_second_was_sent_is_set_aside()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.SendAsync();
        await teacher.RejectedAsync(1);
        await teacher.AskAsync("POST", "affiliations/current/correct");

        await teacher.RejectedAsync(1, attempt: 1);
        var late = (await teacher.StateAsync()).Status;
        await teacher.RejectedAsync(1, attempt: 2);

        Assert.Equal(AffiliationStatus.SentToPayroll, late);
        Assert.Equal(AffiliationStatus.RejectedByPayroll, (await teacher.StateAsync()).Status);
    }

    [Fact]
    public async Task Affiliation_expires_when_its_term_is_over_and_only_once()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.BeginAsync();
        var term = (await teacher.StateAsync()).ExpiresAt!.Value;

        await teacher.ExpiryAsync(1, term);
        await teacher.ExpiryAsync(1, term);

        Assert.Equal(JoiningTeacher.Start.AddDays(30), term);
        Assert.Equal(AffiliationStatus.Expired, (await teacher.StateAsync()).Status);
        Assert.Single(await TypesAsync(teacher, MembershipEvents.AffiliationExpired.Type));
    }

    [Fact]
    public async Task Expiry_of_a_round_that_has_ended_or_of_a_term_that_was_extended_is_ignored()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.SendAsync();
        var term = (await teacher.StateAsync()).ExpiresAt!.Value;
        await teacher.ExpiryAsync(1, term);
        teacher.Clock.Advance(TimeSpan.FromMinutes(1));
        await teacher.RejectedAsync(1);

        await teacher.ExpiryAsync(1, term);
        await teacher.ExpiryAsync(7, (await teacher.StateAsync()).ExpiresAt!.Value);

        Assert.Equal(AffiliationStatus.RejectedByPayroll, (await teacher.StateAsync()).Status);
    }

    [Fact]
    public async Task Answer_about_another_concept_is_nobody_s_business_here()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.SendAsync();
        var before = (await teacher.EventsAsync()).Count;

        await teacher.ContributionAppliedAsync();

        Assert.Equal(before, (await teacher.EventsAsync()).Count);
    }

    private static async Task<IReadOnlyList<Platform.Storage.StoredEvent>> TypesAsync(JoiningTeacher teacher, string type) =>
        [.. (await teacher.EventsAsync()).Where(happened => happened.Type == type)];
}
