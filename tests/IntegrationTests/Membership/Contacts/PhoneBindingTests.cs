using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity;
using Serverless.IntegrationTests.Identity;
using Serverless.IntegrationTests.Membership.Contacts;

namespace Serverless.IntegrationTests.Membership;

/// <summary>Phone and number are lost: two officers bind another, and whatever was signed in before is out.</summary>
public sealed class PhoneBindingTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Two_officers_bind_a_phone_old_devices_are_out_at_once_and_the_old_number_is_told()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        _clock.Advance(TimeSpan.FromMinutes(1));

        var asked = await teacher.AskBindingAsync("officer-1");
        var agreed = await teacher.AgreeAsync("officer-2", asked.Value.Binding!.BindingId);
        var refresh = await teacher.Phone.ProveAsync("POST", "tokens", $$"""{"refreshToken":"{{teacher.Phone.RefreshToken}}"}""");
        var sensitive = await teacher.ProposeAsync("+51955555111", etag: "\"2\"");
        await teacher.App.Queues.PumpAsync("identity-events", IdentityModule.Events, teacher.App.Services, 2);
        await teacher.App.SendCodesAsync();

        Assert.Equal("*********123", agreed.Value.Phone);
        Assert.Contains("termina en 123", teacher.TextsTo(IdentityApp.Phone).Single(), StringComparison.Ordinal);
        Assert.Equal((401, 401), (refresh.Status, sensitive.Status));
        Assert.Equal(
            ["membership.phone-binding-asked", "membership.phone-binding-agreed", "membership.phone-changed", "membership.phone-recovered"],
            (await teacher.EventsAsync()).Where(type => type.StartsWith("membership.phone-", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Member_comes_back_with_the_new_phone_and_news_that_come_again_do_not_throw_them_out()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var asked = await teacher.AskBindingAsync("officer-1");
        await teacher.AgreeAsync("officer-2", asked.Value.Binding!.BindingId);
        await teacher.App.Queues.PumpAsync("identity-events", IdentityModule.Events, teacher.App.Services, 2);
        _clock.Advance(TimeSpan.FromMinutes(1));

        using var phone = teacher.App.NewPhone();
        var started = await phone.ProveAsync("POST", "sessions", """{"dni":"40000012"}""");
        await teacher.App.SendCodesAsync();
        var id = started.Text("sessionId");
        var entered = await phone.ProveAsync("POST", $"sessions/{id}/confirm", $$"""{"code":"{{await teacher.App.CodeOfAsync(id)}}"}""");
        phone.SignedIn(entered);
        foreach (var told in teacher.App.Queues.Seen.Where(seen => seen.Type == "membership.phone-recovered").ToList())
        {
            teacher.App.Queues.Repeat("identity-events", told with { Id = $"{told.Id}-late" });
        }

        await teacher.App.Queues.PumpAsync("identity-events", IdentityModule.Events, teacher.App.Services, 1);
        var devices = await phone.AskAsync("GET", "devices");

        Assert.Contains(phone.Thumbprint, devices.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(teacher.Phone.Thumbprint, devices.Body, StringComparison.Ordinal);
        Assert.NotEmpty(teacher.TextsTo(MovingTeacher.Other));
    }

    [Fact]
    public async Task Old_devices_go_with_the_news_when_the_one_who_agreed_died_before_ending_them()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        _clock.Advance(TimeSpan.FromMinutes(1));

        await teacher.HearRecoveryAsync(_clock.GetUtcNow());
        var refresh = await teacher.Phone.ProveAsync("POST", "tokens", $$"""{"refreshToken":"{{teacher.Phone.RefreshToken}}"}""");

        Assert.Equal(401, refresh.Status);
    }

    [Fact]
    public async Task Officer_who_asked_cannot_agree()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        var asked = await teacher.AskBindingAsync("officer-1");

        var alone = await teacher.AgreeAsync("officer-1", asked.Value.Binding!.BindingId);

        Assert.Equal("platform.duties-not-separate", alone.Error?.Code);
        Assert.Equal("Register", (await teacher.ContactsAsync()).Text("phoneFrom"));
    }

    [Fact]
    public async Task Agreement_is_to_the_number_that_was_asked_and_not_to_a_later_one_or_a_cold_one()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        var first = await teacher.AskBindingAsync("officer-1", number: "+51955555111");
        await teacher.AskBindingAsync("officer-1");
        var late = await teacher.AgreeAsync("officer-2", first.Value.Binding!.BindingId);
        var cold = await teacher.AskBindingAsync("officer-1");
        _clock.Advance(TimeSpan.FromHours(24));

        var expired = await teacher.AgreeAsync("officer-2", cold.Value.Binding!.BindingId);

        Assert.Equal(("membership.binding-not-found", "membership.binding-not-found"), (late.Error?.Code, expired.Error?.Code));
    }

    [Fact]
    public async Task Same_agreement_twice_binds_once_and_free_words_are_no_reason()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        var words = await teacher.AskBindingAsync("officer-1", "se le cayó al río");
        var asked = await teacher.AskBindingAsync("officer-1", "locked-out", IdentityApp.Phone);
        var command = teacher.Command();

        var once = await teacher.AgreeAsync("officer-2", asked.Value.Binding!.BindingId, command);
        var twice = await teacher.AgreeAsync("officer-2", asked.Value.Binding!.BindingId, command);

        Assert.Equal("membership.binding-reason-unknown", words.Error?.Code);
        Assert.Equal((true, true), (once.IsSuccess, twice.IsSuccess));
        Assert.Single(await teacher.EventsAsync(), type => type == "membership.phone-recovered");
    }
}
