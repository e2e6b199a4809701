using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;
using Serverless.App.Membership.Reports;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.IntegrationTests.Membership;

/// <summary>What a member may know, allow and take back (Law 29733), and what the fund may count.</summary>
public sealed class RightsTests
{
    [Fact]
    public async Task Permission_is_given_with_the_text_that_was_shown_and_taken_back_with_one_press()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        var text = (await teacher.AskAsync("GET", "consent-texts"))
            .Json.EnumerateArray()
            .Single(one => one.GetProperty("purpose").GetString() == "marketing");
        var shown = $$"""{"textVersion":"{{text.GetProperty("version")}}","textHash":"{{text.GetProperty("hash")}}"}""";

        var unseen = await teacher.AskAsync("PUT", "me/consents/marketing", """{"textVersion":"2020-01","textHash":"00"}""");
        var given = await teacher.AskAsync("PUT", "me/consents/marketing", shown);
        var stands = await StandsAsync(teacher, "marketing");
        var withdrawn = await teacher.AskAsync("DELETE", "me/consents/marketing");
        var again = await teacher.AskAsync("DELETE", "me/consents/marketing");

        Assert.Equal((409, 204, true), (unseen.Status, given.Status, stands));
        Assert.Equal((204, 204, false), (withdrawn.Status, again.Status, await StandsAsync(teacher, "marketing")));
        Assert.Single(teacher.App.Queues.Seen.Select(sent => sent.Type), "membership.consent-withdrawn");
    }

    [Fact]
    public async Task Permission_that_a_membership_rests_on_is_not_taken_back_alone()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.SendAsync();

        var refused = await teacher.AskAsync("DELETE", "me/consents/service");

        Assert.Equal((409, "membership.consent-needed"), (refused.Status, refused.Code));
        Assert.True(await StandsAsync(teacher, "service"));
    }

    [Fact]
    public async Task Member_sees_who_looked_and_what_the_fund_knows_and_nobody_elses()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.App.RegisterAsync("40000013", "+51987654322");
        using var luis = await teacher.App.SignedInPhoneAsync("40000013");
        var find = teacher.App.Services.GetRequiredService<FindMember>();
        await find.FindAsync(Dni.Parse("40000012").Value, "officer-9", default);

        var log = await teacher.AskAsync("GET", "me/access-log");
        var export = await teacher.AskAsync("GET", "me/data-export");
        var others = await luis.AskAsync("GET", "../membership/me/access-log");

        Assert.Contains("officer-9", log.Body, StringComparison.Ordinal);
        Assert.Contains("membership.find-member", log.Body, StringComparison.Ordinal);
        Assert.Equal("40000012", export.Json.GetProperty("register").GetProperty("dni").GetString());
        Assert.DoesNotContain("40000013", export.Body, StringComparison.Ordinal);
        Assert.Equal("[]", others.Body);
    }

    [Fact]
    public async Task D35_member_counts_once_under_what_brought_them()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.SendAsync();
        await teacher.AppliedAsync(round: 1);
        var count = teacher.App.Services.GetRequiredService<CountAcquisition>();
        var activated = new AffiliationActivated(teacher.MemberId, 1, teacher.Clock.GetUtcNow());

        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var message = new IncomingMessage("activated-1", "t", "/membership", activated.At, 1, default);
            Assert.Null((await count.HandleAsync(activated, new MessageContext(message, "membership-events", delivery), default)).Error);
        }

        var report = (await teacher.App.Services.GetRequiredService<GetAcquisitionReport>().GetAsync("2026-11", default)).Value;
        Assert.Equal((1, "school", 100), (report.Total, report.Strategies.Single().Name, report.Strategies.Single().Percent));
        Assert.Equal(
            ("2026-11", "P-7", "IE 70010"),
            (report.Campaigns.Single().Name, report.Promoters.Single().Name, report.Schools.Single().Name)
        );
    }

    [Fact]
    public async Task D11_member_sees_how_a_code_is_getting_on_and_only_the_device_that_asked()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.BeginAsync();
        await teacher.SignPapersAsync();
        var (challenge, _) = await teacher.CodeAsync();
        using var other = await teacher.App.SignedInPhoneAsync();

        var fresh = await teacher.AskAsync("GET", $"../identity/challenges/{challenge}");
        await teacher.ConfirmAsync(challenge, "000000");
        var tried = await teacher.AskAsync("GET", $"../identity/challenges/{challenge}");
        var stolen = await other.AskAsync("GET", $"challenges/{challenge}");

        Assert.Equal(("Issued", 3), (fresh.Text("state"), fresh.Json.GetProperty("attemptsLeft").GetInt32()));
        Assert.Equal(2, tried.Json.GetProperty("attemptsLeft").GetInt32());
        Assert.Equal(404, stolen.Status);
    }

    private static async Task<bool> StandsAsync(JoiningTeacher teacher, string purpose) =>
        (await teacher.AskAsync("GET", "me/consents"))
            .Json.EnumerateArray()
            .Single(consent => consent.GetProperty("purpose").GetString() == purpose)
            .GetProperty("given")
            .GetBoolean();
}
