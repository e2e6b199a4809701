using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Sending;
using Serverless.Local.Simulators.Acs;

namespace Serverless.IntegrationTests.Identity;

/// <summary>Rows D11 and M13: a code that a call says, with a vendor that is late, silent or somebody else.</summary>
public sealed class VoiceCodeTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task D11_text_that_does_not_arrive_becomes_a_call_that_says_the_same_code()
    {
        await using var app = await StartAsync();
        using var phone = app.NewPhone();
        var id = await AskAsync(app, phone);
        var code = await app.CodeOfAsync(id);
        var tag = app.Sms.Inbox.Of(IdentityApp.Phone)[0].Tag!;

        await app.NotArrivedAsync("report-1", tag);
        await app.NotArrivedAsync("report-1", tag);
        await app.NotArrivedAsync("report-2", tag);
        await app.SendCodesAsync();
        var said = await app.ListenAsync();
        var confirmed = await phone.ProveAsync("POST", $"sessions/{id}/confirm", $$"""{"code":"{{code}}"}""");

        Assert.Contains(CodeSpeech.Digits(code), said, StringComparison.Ordinal);
        Assert.Equal(("ended", OtpDelivery.Delivered), (app.Call().State, (await app.ChallengeAsync(id)).Delivery));
        Assert.Equal(200, confirmed.Status);
        Assert.Empty(app.Queues.Poison);
        Assert.Empty(app.Queues.Rejected);
    }

    [Fact]
    public async Task D11_member_asks_to_be_called_and_the_code_of_the_text_is_worth_nothing()
    {
        await using var app = await StartAsync();
        using var phone = app.NewPhone();
        var id = await AskAsync(app, phone);
        var first = await app.CodeOfAsync(id);
        _clock.Advance(TimeSpan.FromSeconds(60));

        var again = await phone.ProveAsync("POST", $"sessions/{id}/resend", """{"channel":"voice"}""");
        await app.SendCodesAsync();
        var said = await app.ListenAsync();
        var old = await phone.ProveAsync("POST", $"sessions/{id}/confirm", $$"""{"code":"{{first}}"}""");

        Assert.Equal((202, 422), (again.Status, old.Status));
        Assert.Contains(CodeSpeech.Digits(await app.CodeOfAsync(id)), said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_that_come_twice_or_from_somebody_else_say_nothing_again()
    {
        await using var app = await StartAsync();
        using var phone = app.NewPhone();
        await CallAsync(app, phone);
        var (call, news) = (app.Call(), app.Sms.Calls.News);
        var connected = news.Event(call, "CallConnected");
        var elsewhere = call with { Callback = call.Callback.Replace("/calls/", "/calls/x", StringComparison.Ordinal) };

        var refused = new[]
        {
            await news.TellAsync(call, connected, null),
            await news.TellAsync(call, connected, news.Token(call, audience: "somebody-else")),
            await news.TellAsync(call, connected, news.Token(call, issuer: "https://evil.example")),
            await news.TellAsync(elsewhere, connected, news.Token(call)),
        };
        var nonsense = await news.TellAsync(call, "{}", news.Token(call));
        var taken = await news.TellAsync(call, connected, news.Token(call));
        var twice = await news.TellAsync(call, connected, news.Token(call));
        var another = await app.TellAsync(call, "CallConnected");
        await app.SendCodesAsync();

        Assert.Equal([401, 401, 401, 401], refused);
        Assert.Equal((400, 204, 204, 204), (nonsense, taken, twice, another));
        Assert.Single(app.Call().Said);
    }

    [Fact]
    public async Task Vendor_that_does_not_call_is_asked_again_and_rings_once()
    {
        await using var app = await StartAsync();
        using var phone = app.NewPhone();
        app.Sms.Calls.Script.Add(new AcsFault(AcsFaultKind.Unavailable));
        app.Sms.Calls.Script.Add(new AcsFault(AcsFaultKind.Silence));
        var id = await CallAsync(app, phone);
        for (var minute = 0; minute < 4; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await app.SendCodesAsync(0);
        }

        Assert.Equal("ringing", app.Call().State);
        Assert.Equal(OtpDelivery.Sent, (await app.ChallengeAsync(id)).Delivery);
        Assert.Empty(app.Queues.Poison);
    }

    [Fact]
    public async Task Nobody_answers_and_the_code_is_known_as_not_delivered()
    {
        await using var app = await StartAsync();
        using var phone = app.NewPhone();
        var id = await CallAsync(app, phone);

        await app.TellAsync(app.Call(), "CreateCallFailed");
        var late = await app.TellAsync(app.Call(), "CallConnected");

        Assert.Equal(204, late);
        Assert.Equal(OtpDelivery.Undelivered, (await app.ChallengeAsync(id)).Delivery);
        Assert.Empty(app.Call().Said);
    }

    [Fact]
    public async Task Without_a_number_to_call_from_calls_are_not_offered_and_a_text_stays_undelivered()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = app.NewPhone();
        var id = await AskAsync(app, phone);

        await app.NotArrivedAsync("report-1", app.Sms.Inbox.Of(IdentityApp.Phone)[0].Tag!);
        _clock.Advance(TimeSpan.FromSeconds(60));
        var wished = await phone.ProveAsync("POST", $"sessions/{id}/resend", """{"channel":"voice"}""");

        Assert.Equal((422, "identity.voice-not-offered"), (wished.Status, wished.Code));
        Assert.Equal(OtpDelivery.Undelivered, (await app.ChallengeAsync(id)).Delivery);
    }

    [Fact]
    public async Task Budget_of_calls_is_its_own()
    {
        await using var app = await IdentityApp.StartAsync(_clock, settings: [IdentityApp.WithCalls, "--Otp:CallsPerHour=0"]);
        await app.RegisterAsync();
        using var phone = app.NewPhone();
        var id = await AskAsync(app, phone);
        _clock.Advance(TimeSpan.FromSeconds(60));

        await phone.ProveAsync("POST", $"sessions/{id}/resend", """{"channel":"voice"}""");
        await app.SendCodesAsync();

        Assert.Single(app.Sms.Inbox.Of(IdentityApp.Phone));
        Assert.Empty(app.Sms.Calls.Of(IdentityApp.Phone));
    }

    private async Task<IdentityApp> StartAsync()
    {
        var app = await IdentityApp.StartAsync(_clock, settings: [IdentityApp.WithCalls]);
        await app.RegisterAsync();
        return app;
    }

    private static async Task<string> AskAsync(IdentityApp app, TestPhone phone)
    {
        var id = (await phone.ProveAsync("POST", "activations", """{"dni":"40000012"}""")).Text("sessionId");
        await app.SendCodesAsync();
        return id;
    }

    private async Task<string> CallAsync(IdentityApp app, TestPhone phone)
    {
        var id = await AskAsync(app, phone);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(202, (await phone.ProveAsync("POST", $"sessions/{id}/resend", """{"channel":"voice"}""")).Status);
        await app.SendCodesAsync();
        return id;
    }
}
