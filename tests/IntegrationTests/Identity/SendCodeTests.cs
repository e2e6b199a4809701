using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity.Codes;
using Serverless.Local.Simulators.Acs;

namespace Serverless.IntegrationTests.Identity;

/// <summary>Codes on their way to the phone, with the vendor as it is on bad days (decision 19).</summary>
public sealed class SendCodeTests
{
    private const string Queue = "identity-challenges";
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Vendor_down_for_an_hour_poisons_nothing_and_every_code_is_sent_once_or_known_as_not_sent()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = await app.SignedInPhoneAsync();
        await app.SendCodesAsync();
        app.Sms.Inbox.Clear();
        var start = _clock.GetUtcNow();
        var asked = new List<string>();

        app.Sms.Script.Add(new AcsFault(AcsFaultKind.Unavailable, 10_000));
        while (_clock.GetUtcNow() < start + TimeSpan.FromMinutes(66))
        {
            var minute = (_clock.GetUtcNow() - start).TotalMinutes;
            if (minute % 15 == 0 && minute <= 60)
            {
                asked.Add((await phone.ProveAsync("POST", "sessions", """{"dni":"40000012"}""")).Text("sessionId"));
                await app.SendCodesAsync();
            }

            if (minute == 61)
            {
                app.Sms.Script.Clear();
            }

            _clock.Advance(TimeSpan.FromSeconds(30));
            await app.SendCodesAsync(0);
        }

        var fates = await Task.WhenAll(asked.Select(async id => (await app.ChallengeAsync(id)).Delivery));
        var code = await app.CodeOfAsync(asked[^1]);
        Assert.Equal(
            [OtpDelivery.Undelivered, OtpDelivery.Undelivered, OtpDelivery.Undelivered, OtpDelivery.Undelivered, OtpDelivery.Sent],
            fates
        );
        Assert.StartsWith(code, Assert.Single(app.Sms.Inbox.Of(IdentityApp.Phone)).Message, StringComparison.Ordinal);
        Assert.Empty(app.Queues.Poison);
        Assert.Empty(app.Queues.Rejected);
    }

    [Fact]
    public async Task Message_that_is_delivered_twice_sends_one_text()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = app.NewPhone();
        await phone.ProveAsync("POST", "activations", """{"dni":"40000012"}""");
        await app.SendCodesAsync();

        app.Queues.Repeat(Queue, app.Queues.Seen.Single(message => message.Type == "identity.challenge-issued"));
        await app.SendCodesAsync();

        Assert.Single(app.Sms.Inbox.Of(IdentityApp.Phone));
    }

    [Fact]
    public async Task No_queue_ever_holds_a_code_or_a_phone()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = app.NewPhone();
        var id = (await phone.ProveAsync("POST", "activations", """{"dni":"40000012"}""")).Text("sessionId");
        await app.SendCodesAsync();
        var code = await app.CodeOfAsync(id);

        var bodies = app.Queues.Seen.Select(message => System.Text.Encoding.UTF8.GetString(message.Data.Span)).ToList();

        Assert.NotEmpty(bodies);
        Assert.All(bodies, body => Assert.DoesNotContain(code, body, StringComparison.Ordinal));
        Assert.All(bodies, body => Assert.DoesNotContain("987654321", body, StringComparison.Ordinal));
        Assert.All(bodies, body => Assert.DoesNotContain(IdentityApp.KnownDni, body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Resend_brings_another_code_and_the_first_is_worth_nothing()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = app.NewPhone();
        var id = (await phone.ProveAsync("POST", "activations", """{"dni":"40000012"}""")).Text("sessionId");
        await app.SendCodesAsync();
        var first = await app.CodeOfAsync(id);

        var soon = await phone.ProveAsync("POST", $"sessions/{id}/resend");
        _clock.Advance(TimeSpan.FromSeconds(60));
        var again = await phone.ProveAsync("POST", $"sessions/{id}/resend");
        await app.SendCodesAsync();
        var old = await phone.ProveAsync("POST", $"sessions/{id}/confirm", $$"""{"code":"{{first}}"}""");

        Assert.Equal((429, "identity.code-resend-too-soon"), (soon.Status, soon.Code));
        Assert.Equal(202, again.Status);
        Assert.Equal(2, app.Sms.Inbox.Of(IdentityApp.Phone).Count);
        Assert.Equal("identity.code-wrong", old.Code);
    }

    [Fact]
    public async Task Newer_code_takes_the_place_of_the_older_one()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = app.NewPhone();
        var first = (await phone.ProveAsync("POST", "activations", """{"dni":"40000012"}""")).Text("sessionId");
        await phone.ProveAsync("POST", "activations", """{"dni":"40000012"}""");

        var old = await phone.ProveAsync("POST", $"sessions/{first}/confirm", $$"""{"code":"{{await app.CodeOfAsync(first)}}"}""");

        Assert.Equal((409, "identity.code-superseded"), (old.Status, old.Code));
    }

    [Fact]
    public async Task Spent_budget_of_strangers_leaves_the_members_own_phone_its_code()
    {
        await using var app = await IdentityApp.StartAsync(_clock, null, null, "--Otp:SmsPerHour=4", "--Otp:StrangersPercent=25");
        await app.RegisterAsync();
        using var own = await app.SignedInPhoneAsync();
        using var stranger = app.NewPhone();
        await stranger.ProveAsync("POST", "sessions", """{"dni":"40000012"}""");
        await app.SendCodesAsync(2);
        app.Sms.Inbox.Clear();

        await stranger.ProveAsync("POST", "sessions", """{"dni":"40000012"}""");
        await app.SendCodesAsync();
        var refused = app.Sms.Inbox.Of(IdentityApp.Phone).Count;
        await own.ProveAsync("POST", "sessions", """{"dni":"40000012"}""");
        await app.SendCodesAsync();

        Assert.Equal((0, 1), (refused, app.Sms.Inbox.Of(IdentityApp.Phone).Count));
    }

    [Fact]
    public async Task Strangers_who_use_up_their_bucket_do_not_lock_the_registered_phone()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var own = await app.SignedInPhoneAsync();
        var strangers = new List<PhoneAnswer>();
        for (var n = 0; n < 5; n++)
        {
            using var stranger = app.NewPhone();
            strangers.Add(await stranger.ProveAsync("POST", "sessions", """{"dni":"40000012"}"""));
        }

        var answer = await own.ProveAsync("POST", "sessions", """{"dni":"40000012"}""");

        Assert.Equal(202, answer.Status);
        Assert.Equal("identity.code-too-many", strangers[^1].Code);
    }
}
