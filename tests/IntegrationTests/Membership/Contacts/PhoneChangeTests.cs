using Microsoft.Extensions.Time.Testing;
using Serverless.IntegrationTests.Identity;
using Serverless.IntegrationTests.Membership.Contacts;

namespace Serverless.IntegrationTests.Membership;

/// <summary>A number is an authenticator (domain.md section 3.3): how it changes, and what does not change it.</summary>
public sealed class PhoneChangeTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Old_number_agrees_new_one_is_proved_and_codes_follow_it_while_the_old_one_is_told()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);

        var proposed = await teacher.ProposeAsync();
        var authorised = await teacher.TakeAsync("authorise", await teacher.CodeAsync());
        var toOld = teacher.TextsTo(IdentityApp.Phone).Single();
        var confirmed = await teacher.TakeAsync("confirm", await teacher.CodeAsync());
        await teacher.HearAsync();
        var next = await teacher.Phone.ProveAsync("POST", "sessions", """{"dni":"40000012"}""");
        await teacher.App.SendCodesAsync();

        Assert.Equal(("authorise", "confirm"), (MovingTeacher.Change(proposed, "next"), MovingTeacher.Change(authorised, "next")));
        Assert.Contains("el nuevo termina en 123", toOld, StringComparison.Ordinal);
        Assert.Equal((200, "*********123", false), (confirmed.Status, confirmed.Text("phone"), MovingTeacher.HasChange(confirmed)));
        Assert.Contains(
            teacher.TextsTo(IdentityApp.Phone),
            text => text.Contains("termina en 123. Si no fuiste", StringComparison.Ordinal)
        );
        Assert.StartsWith(
            await teacher.App.CodeOfAsync(next.Text("sessionId")),
            teacher.TextsTo(MovingTeacher.Other)[0],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Nothing_goes_to_the_new_number_before_the_old_one_agreed()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        var proposal = await teacher.ProposeAsync();
        var parts = proposal.Json.GetProperty("change").GetProperty("confirmation").GetProperty("parts").GetRawText();

        var early = await teacher.Phone.AskAsync("POST", "challenges", $$"""{"operation":"membership.confirm-phone","parts":{{parts}}}""");
        await teacher.App.SendCodesAsync();
        var skipped = await teacher.TakeAsync(
            "confirm",
            (early.Text("challengeId"), await teacher.App.CodeOfAsync(early.Text("challengeId")))
        );

        Assert.Empty(teacher.TextsTo(MovingTeacher.Other));
        Assert.Equal((409, "membership.phone-change-not-authorised"), (skipped.Status, skipped.Code));
    }

    [Fact]
    public async Task Code_of_one_step_or_of_an_earlier_number_opens_nothing()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        await teacher.ProposeAsync("+51955555111");
        var earlier = await teacher.CodeAsync();
        await teacher.ProposeAsync();

        var stale = await teacher.TakeAsync("authorise", earlier);
        var right = await teacher.CodeAsync();
        await teacher.TakeAsync("authorise", right);
        var used = await teacher.TakeAsync("confirm", right);

        Assert.Equal((422, "identity.code-wrong"), (stale.Status, stale.Code));
        Assert.InRange(used.Status, 409, 422);
        Assert.Equal("Register", (await teacher.ContactsAsync()).Text("phoneFrom"));
    }

    [Fact]
    public async Task Stale_screen_is_told_and_so_is_one_that_names_no_version()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        var seen = (await teacher.ContactsAsync()).ETag;
        await teacher.ProposeAsync();

        var stale = await teacher.ProposeAsync("+51955555111", etag: seen);
        var blind = await teacher.Phone.AskAsync("POST", "../membership/me/contacts/phone", """{"phone":"955555111"}""");
        var detail = (await teacher.DetailsAsync()).Proposed;

        Assert.Equal((412, 428, MovingTeacher.Other), (stale.Status, blind.Status, detail));
    }

    [Fact]
    public async Task Five_screens_at_once_make_one_proposal()
    {
        await using var teacher = await MovingTeacher.SignInAsync(TimeProvider.System);
        var seen = (await teacher.ContactsAsync()).ETag;

        var answers = await Task.WhenAll(Enumerable.Range(1, 5).Select(n => teacher.ProposeAsync($"+5195555511{n}", etag: seen)));

        Assert.Equal([200, 412, 412, 412, 412], answers.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task Every_step_that_comes_twice_happened_once()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        var seen = (await teacher.ContactsAsync()).ETag;
        await teacher.ProposeAsync(key: "wish-0001", etag: seen);
        var again = await teacher.ProposeAsync(key: "wish-0001", etag: seen);
        var first = await teacher.CodeAsync();
        await teacher.TakeAsync("authorise", first, "auth-0001");
        var authorised = await teacher.TakeAsync("authorise", first, "auth-0001");
        var second = await teacher.CodeAsync();
        await teacher.TakeAsync("confirm", second, "conf-0001");
        var confirmed = await teacher.TakeAsync("confirm", second, "conf-0001");

        Assert.Equal((200, 200, 200), (again.Status, authorised.Status, confirmed.Status));
        Assert.Equal(
            ["membership.phone-proposed", "membership.phone-authorised", "membership.phone-proved", "membership.phone-changed"],
            (await teacher.EventsAsync()).Where(type => type.StartsWith("membership.phone-", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Another_members_session_and_codes_do_not_reach_it()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        await teacher.App.RegisterAsync("40000013", "+51987654322");
        using var luis = await teacher.App.SignedInPhoneAsync("40000013");
        await teacher.ProposeAsync();
        var (id, code) = await teacher.CodeAsync();

        var stolen = await luis.AskAsync(
            "POST",
            "../membership/me/contacts/phone/authorise",
            $$"""{"challengeId":"{{id}}","code":"{{code}}"}"""
        );

        Assert.Equal((409, "membership.phone-change-none"), (stolen.Status, stolen.Code));
        Assert.Equal("authorise", MovingTeacher.Change(await teacher.ContactsAsync(), "next"));
    }

    [Fact]
    public async Task Proved_number_of_one_member_is_no_other_members()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        await teacher.ChangeAsync();
        await teacher.App.RegisterAsync("40000013", "+51987654322");
        using var luis = await teacher.App.SignedInPhoneAsync("40000013");
        await using var second = teacher.With(luis);

        await second.ProposeAsync();
        await second.TakeAsync("authorise", await second.CodeAsync());
        var taken = await second.TakeAsync("confirm", await second.CodeAsync());

        Assert.Equal((409, "membership.phone-taken"), (taken.Status, taken.Code));
    }

    [Fact]
    public async Task Changes_are_a_day_apart_and_wishes_three_a_day()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        await teacher.ProposeAsync("+51955555111");
        await teacher.ProposeAsync("+51955555112");
        await teacher.ChangeAsync();

        var soon = await teacher.ProposeAsync("+51955555113");
        _clock.Advance(TimeSpan.FromHours(25));
        var tomorrow = await (await teacher.AgainAsync()).ProposeAsync("+51955555113");

        Assert.Equal((409, "membership.phone-changed-lately"), (soon.Status, soon.Code));
        Assert.Equal(200, tomorrow.Status);
    }

    [Fact]
    public async Task Fourth_wish_of_a_day_and_a_wish_that_went_cold_are_refused()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        await teacher.ProposeAsync("+51955555111");
        await teacher.ProposeAsync("+51955555112");
        await teacher.ProposeAsync();

        var fourth = await teacher.ProposeAsync("+51955555114");
        var same = await teacher.ProposeAsync(IdentityApp.Phone);
        var nonsense = await teacher.ProposeAsync("12345");

        Assert.Equal((429, 422, 400), (fourth.Status, same.Status, nonsense.Status));
    }

    [Fact]
    public async Task Number_that_the_register_changes_starts_the_cool_down_and_the_old_one_is_told_too()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);

        await teacher.App.RegisterAsync(phone: "+51944444444", import: "import-2");
        await teacher.HearAsync();
        var soon = await teacher.ProposeAsync();

        Assert.Contains("termina en 444", teacher.TextsTo(IdentityApp.Phone).Single(), StringComparison.Ordinal);
        Assert.Equal((409, "membership.phone-changed-lately"), (soon.Status, soon.Code));
    }

    [Fact]
    public async Task New_register_does_not_undo_a_proved_number()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        await teacher.ChangeAsync();

        await teacher.App.RegisterAsync(phone: "+51944444444", import: "import-2");

        Assert.Equal("*********123", (await teacher.ContactsAsync()).Text("phone"));
    }
}
