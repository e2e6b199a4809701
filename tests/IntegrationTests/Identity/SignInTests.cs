using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity.Codes;
using Serverless.Platform.Sms;
using Serverless.TestKit;

namespace Serverless.IntegrationTests.Identity;

/// <summary>Activation and sign-in from the socket to the phone that gets the code.</summary>
public sealed class SignInTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A22_activation_goes_to_the_registers_phone_and_opens_a_session()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = app.NewPhone();

        var started = await phone.ProveAsync("POST", "activations", """{"dni":"40000012"}""");
        await app.SendCodesAsync();
        var text = Assert.Single(app.Sms.Inbox.Of(IdentityApp.Phone)).Message;
        var path = $"sessions/{started.Text("sessionId")}/confirm";
        var confirmed = await phone.ProveAsync("POST", path, $$"""{"code":"{{text[..6]}}","deviceName":"Mi celular"}""");
        phone.SignedIn(confirmed);
        var devices = await phone.AskAsync("GET", "devices");

        Assert.Equal((202, 200, 200), (started.Status, confirmed.Status, devices.Status));
        Assert.Equal(1, SmsSegments.Count(text));
        Assert.True(SmsSegments.IsGsm7(text), text);
        Assert.Equal(phone.Thumbprint, devices.Json[0].GetProperty("thumbprint").GetString());
        Assert.True(devices.Json[0].GetProperty("current").GetBoolean());
        Assert.Equal(OtpDelivery.Sent, (await app.ChallengeAsync(started.Text("sessionId"))).Delivery);
    }

    [Fact]
    public async Task Unknown_dni_gets_the_same_answer_for_the_same_number_of_storage_calls_and_no_text()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();

        var known = await CostAsync(app, IdentityApp.KnownDni);
        var unknown = await CostAsync(app, "40000013");

        Assert.Equal(known.Calls, unknown.Calls);
        Assert.Equal(known.Answer.Status, unknown.Answer.Status);
        Assert.Equal(known.Answer.Body.Length, unknown.Answer.Body.Length);
        Assert.Equal(known.Wrong, unknown.Wrong);
        await app.SendCodesAsync(2);
        Assert.Single(app.Sms.Inbox.Of(IdentityApp.Phone));
    }

    [Fact]
    public async Task Sign_in_before_activation_tells_only_the_phones_holder()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = app.NewPhone();

        var started = await phone.ProveAsync("POST", "sessions", """{"dni":"40000012"}""");
        await app.SendCodesAsync();
        var id = started.Text("sessionId");
        var confirmed = await phone.ProveAsync("POST", $"sessions/{id}/confirm", $$"""{"code":"{{await app.CodeOfAsync(id)}}"}""");

        Assert.Contains("Activar mi cuenta", Assert.Single(app.Sms.Inbox.Of(IdentityApp.Phone)).Message, StringComparison.Ordinal);
        Assert.Equal((422, "identity.code-wrong"), (confirmed.Status, confirmed.Code));
    }

    [Fact]
    public async Task Same_confirmation_again_gets_the_same_session_until_it_was_refreshed()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = app.NewPhone();
        var id = (await phone.ProveAsync("POST", "activations", """{"dni":"40000012"}""")).Text("sessionId");
        var body = $$"""{"code":"{{await app.CodeOfAsync(id)}}"}""";

        var first = await phone.ProveAsync("POST", $"sessions/{id}/confirm", body, "confirm-key-1");
        var again = await phone.ProveAsync("POST", $"sessions/{id}/confirm", body, "confirm-key-1");
        var otherCommand = await phone.ProveAsync("POST", $"sessions/{id}/confirm", body, "confirm-key-2");
        await phone.ProveAsync("POST", "tokens", $$"""{"refreshToken":"{{first.Text("refreshToken")}}"}""");
        var late = await phone.ProveAsync("POST", $"sessions/{id}/confirm", body, "confirm-key-1");

        Assert.Equal(first.Text("refreshToken"), again.Text("refreshToken"));
        Assert.Equal((409, "identity.code-used"), (otherCommand.Status, otherCommand.Code));
        Assert.Equal((409, "identity.code-used"), (late.Status, late.Code));
        Assert.Equal(1, (await app.ChallengeAsync(id)).AttemptsSpent);
    }

    [Fact]
    public async Task Other_device_and_replayed_proof_are_refused()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = app.NewPhone();
        using var thief = app.NewPhone();
        var id = (await phone.ProveAsync("POST", "activations", """{"dni":"40000012"}""")).Text("sessionId");
        var path = $"sessions/{id}/confirm";
        var right = $$"""{"code":"{{await app.CodeOfAsync(id)}}"}""";

        var stolenCode = await thief.ProveAsync("POST", path, right);
        var proof = phone.Prove("POST", path);
        var guess = await phone.SendAsync("POST", path, """{"code":"x"}""", "guess-key-1", proof);
        var replayed = await phone.SendAsync("POST", path, right, "guess-key-2", proof);
        var forAnotherPath = await phone.SendAsync("POST", "tokens", """{"refreshToken":"x"}""", "guess-key-3", phone.Prove("POST", path));

        Assert.Equal((404, "identity.challenge-not-found"), (stolenCode.Status, stolenCode.Code));
        Assert.Equal((422, "identity.code-wrong"), (guess.Status, guess.Code));
        Assert.Equal((401, "identity.proof-used"), (replayed.Status, replayed.Code));
        Assert.Equal((401, "platform.device-proof-invalid"), (forAnotherPath.Status, forAnotherPath.Code));
        Assert.NotNull(forAnotherPath.Nonce);
    }

    [Fact]
    public async Task D11_five_hundred_guesses_at_once_spend_at_most_three_attempts()
    {
        await using var app = await IdentityApp.StartAsync(TimeProvider.System);
        await app.RegisterAsync();
        using var phone = app.NewPhone();
        var id = (await phone.ProveAsync("POST", "activations", """{"dni":"40000012"}""")).Text("sessionId");
        var path = $"sessions/{id}/confirm";

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 500)
                .Select(n => phone.SendAsync("POST", path, """{"code":"x"}""", $"guess-key-{n}", phone.Prove("POST", path)))
        );
        var right = await phone.ProveAsync("POST", path, $$"""{"code":"{{await app.CodeOfAsync(id)}}"}""");

        var challenge = await app.ChallengeAsync(id);
        Assert.InRange(challenge.AttemptsSpent, 1, 3);
        Assert.Equal(challenge.AttemptsSpent, answers.Count(answer => answer.Code == "identity.code-wrong"));
        Assert.All(answers, answer => Assert.InRange(answer.Status, 400, 499));
        Assert.Equal(challenge.AttemptsSpent == 3, right.Status == 422);
    }

    [Fact]
    public async Task Crash_at_any_step_of_the_confirmation_is_made_good_by_trying_again_for_one_attempt()
    {
        var account = await IdentityApp.AccountAsync();
        for (var step = 1; ; step++)
        {
            using var phone = new TestPhone(new Uri("http://127.0.0.1"));
            var (id, body) = ("", "");
            var (armed, from, dieAt) = (false, 0, step);
            var dying = new FaultTransport((call, _) => armed && call - from == dieAt ? Fault.CrashAfter : Fault.None);
            await using (var first = await IdentityApp.StartAsync(_clock, account, dying))
            {
                await first.RegisterAsync($"4100{step:D4}");
                phone.MoveTo(first.Address);
                id = (await phone.ProveAsync("POST", "activations", $$"""{"dni":"4100{{step:D4}}"}""")).Text("sessionId");
                body = $$"""{"code":"{{await first.CodeOfAsync(id)}}"}""";
                (from, armed) = (dying.Calls, true);
                if ((await phone.ProveAsync("POST", $"sessions/{id}/confirm", body, "confirm-key-1")).Status == 200)
                {
                    Assert.InRange(step, 8, 40);
                    return;
                }
            }

            await using var second = await IdentityApp.StartAsync(_clock, account);
            phone.MoveTo(second.Address);
            var retried = await phone.ProveAsync("POST", $"sessions/{id}/confirm", body, "confirm-key-1");
            Assert.Equal(200, retried.Status);
            Assert.Equal(1, (await second.ChallengeAsync(id)).AttemptsSpent);
        }
    }

    private static async Task<(int Calls, PhoneAnswer Answer, (int, string) Wrong)> CostAsync(IdentityApp app, string dni)
    {
        using var phone = app.NewPhone();
        await phone.ProveAsync("POST", "tokens", """{"refreshToken":"x"}""");
        var before = app.Network.Log.Count(IsOurs);
        var answer = await phone.ProveAsync("POST", "sessions", $$"""{"dni":"{{dni}}"}""");
        var wrong = await phone.ProveAsync("POST", $"sessions/{answer.Text("sessionId")}/confirm", """{"code":"x"}""");
        return (app.Network.Log.Count(IsOurs) - before, answer, (wrong.Status, wrong.Code));
    }

    /// <summary>The relay removes intents behind the answer, whenever it gets to it.</summary>
    private static bool IsOurs(string call) => !call.StartsWith("DELETE", StringComparison.Ordinal);
}
