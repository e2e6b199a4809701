using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Messages;

namespace Serverless.IntegrationTests.Membership;

public sealed class AffiliationTests
{
    [Fact]
    public async Task D23_teacher_signs_cadap_and_letter_by_face_and_code_and_is_a_member_once_payroll_applies_the_first_discount()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.BeginAsync();
        var steps = await teacher.SignPapersAsync();
        var (challenge, code) = await teacher.CodeAsync();
        var sent = await teacher.ConfirmAsync(challenge, code);
        var waiting = await teacher.HomeAsync();

        await teacher.AppliedAsync(1);

        var home = await teacher.HomeAsync();
        Assert.Equal(["present-papers", "sign-contract", "draft-letter", "sign-letter"], steps);
        Assert.Equal((200, "sent-to-payroll"), (sent.Status, sent.Text("status")));
        Assert.Equal("wait-for-payroll", waiting.GetProperty("nextStep").GetProperty("code").GetString());
        Assert.Equal("active", home.GetProperty("affiliation").GetProperty("status").GetString());
        Assert.Equal(
            [
                "membership.affiliation-started",
                "membership.affiliation-identity-asked",
                "membership.affiliation-identity-verified",
                "membership.affiliation-documents-signed",
                "membership.affiliation-confirmed",
                "membership.affiliation-sent-to-payroll",
                "membership.affiliation-activated",
            ],
            (await teacher.EventsAsync()).Select(happened => happened.Type)
        );
    }

    [Fact]
    public async Task D23_signatures_carry_it_step_by_step_however_often_their_messages_come()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.BeginAsync();
        await teacher.AskAsync("POST", "affiliations/current/papers");
        var asked = (await teacher.StateAsync()).Status;
        await teacher.SignPapersAsync();

        // The activation of the account and two signatures.
        await teacher.PumpAsync(3);
        var signed = teacher
            .App.Queues.Seen.Where(message => message.Type == "contracts.document-signed")
            .DistinctBy(message => message.Id);
        foreach (var message in signed.ToList())
        {
            teacher.App.Queues.Repeat("membership-events", message);
        }

        await teacher.PumpAsync(2);

        Assert.Equal(AffiliationStatus.IdentityPending, asked);
        Assert.Equal(AffiliationStatus.DocumentsSigned, (await teacher.StateAsync()).Status);
        Assert.Equal(4, (await teacher.EventsAsync()).Count);
        Assert.Contains("confirm", (await teacher.AskAsync("GET", "affiliations/current")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D23_confirmation_before_both_papers_are_signed_is_refused_and_the_code_stays_good()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.BeginAsync();
        var (challenge, code) = await teacher.CodeAsync();

        var early = await teacher.ConfirmAsync(challenge, code);
        await teacher.SignPapersAsync();
        var late = await teacher.ConfirmAsync(challenge, code);

        Assert.Equal((403, "platform.assurance-missing"), (early.Status, early.Code));
        Assert.Equal("document", early.Json.GetProperty("arguments").GetProperty("missing").GetString());
        Assert.True(late.Status == 200, late.Body);
    }

    [Fact]
    public async Task D35_event_of_the_start_says_where_the_teacher_came_from_and_what_was_agreed_to()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();

        await teacher.BeginAsync();

        var started = AffiliationEvents.Started.Read((await teacher.EventsAsync())[0]);
        Assert.Equal(new Acquisition("school", "P-7", "IE 70010", "2026-11"), started.Acquisition);
        Assert.Equal(["service", "payroll-discount"], started.Consents.Select(consent => consent.Purpose));
        Assert.Equal(("nombrado", "UGEL-01"), (started.Kind, started.Ugel));
    }

    [Fact]
    public async Task D11_code_that_was_asked_in_an_earlier_round_confirms_nothing()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.BeginAsync();
        var (challenge, code) = await teacher.CodeAsync();
        await teacher.AskAsync("POST", "affiliations/current/cancel");
        await teacher.BeginAsync();
        await teacher.SignPapersAsync();

        var refused = await teacher.ConfirmAsync(challenge, code);

        Assert.StartsWith("identity.code-", refused.Code, StringComparison.Ordinal);
        Assert.Equal(AffiliationStatus.IdentityPending, (await teacher.StateAsync()).Status);
    }

    [Fact]
    public async Task Confirmation_that_comes_again_with_its_key_is_answered_alike_and_acts_once()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.BeginAsync();
        await teacher.SignPapersAsync();
        var (challenge, code) = await teacher.CodeAsync();

        var first = await teacher.ConfirmAsync(challenge, code, "confirm-key-1");
        var second = await teacher.ConfirmAsync(challenge, code, "confirm-key-1");

        Assert.Equal((first.Status, first.Body), (second.Status, second.Body));
        Assert.Single(await teacher.EventsAsync(), happened => happened.Type == MembershipEvents.AffiliationSentToPayroll.Type);
    }

    [Fact]
    public async Task Two_starts_at_once_leave_one_open_affiliation()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();

        var wish = await teacher.WishAsync();
        var first = teacher.AskAsync("POST", "affiliations", wish);
        var second = teacher.AskAsync("POST", "affiliations", wish);

        // The slower one pauses by the teacher's clock before it decides again.
        while (!Task.WhenAll(first, second).IsCompleted)
        {
            teacher.Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(20);
        }

        int[] statuses = [(await first).Status, (await second).Status];
        Assert.Equal([201, 409], statuses.Order());
        Assert.Equal(1, (await teacher.StateAsync()).Round);
    }

    [Fact]
    public async Task Step_out_of_turn_names_those_that_are_allowed()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        await teacher.SendAsync();

        var refused = await teacher.AskAsync("POST", "affiliations/current/cancel");

        Assert.Equal((409, "membership.affiliation-step-not-allowed"), (refused.Status, refused.Code));
        Assert.Equal("", refused.Json.GetProperty("arguments").GetProperty("allowed").GetString());
    }

    [Fact]
    public async Task Consent_to_words_that_nobody_was_shown_is_refused()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        var wish = await teacher.WishAsync();
        var hash = System.Text.Json.JsonDocument.Parse(wish).RootElement.GetProperty("consents")[0].GetProperty("textHash").GetString()!;

        var refused = await teacher.AskAsync("POST", "affiliations", wish.Replace(hash, new string('0', 64), StringComparison.Ordinal));

        Assert.Equal((409, "membership.consent-text-outdated"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Name_in_a_field_of_codes_is_refused_because_events_live_for_ever()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();

        var refused = await teacher.AskAsync("POST", "affiliations", (await teacher.WishAsync()).Replace("P-7", "María Ñahui"));

        Assert.Equal((400, "membership.acquisition-invalid"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task M06_twenty_operations_queued_offline_and_replayed_twice_act_once_each()
    {
        await using var teacher = await JoiningTeacher.SignInAsync();
        var wish = await teacher.WishAsync();
        var queued = Enumerable
            .Range(1, 10)
            .SelectMany(round =>
                new[]
                {
                    (Path: "affiliations", Body: (string?)wish, Key: $"offline-start-{round}", Expected: 201),
                    (Path: "affiliations/current/cancel", Body: null, Key: $"offline-cancel-{round}", Expected: 200),
                }
            )
            .ToList();

        for (var replay = 0; replay < 2; replay++)
        {
            foreach (var operation in queued)
            {
                var answer = await teacher.AskAsync("POST", operation.Path, operation.Body, operation.Key);
                Assert.Equal(operation.Expected, answer.Status);
            }
        }

        Assert.Equal(20, (await teacher.EventsAsync()).Count);
        Assert.Equal((10, AffiliationStatus.Cancelled), ((await teacher.StateAsync()).Round, (await teacher.StateAsync()).Status));
    }
}
