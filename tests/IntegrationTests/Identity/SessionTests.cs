using Microsoft.Extensions.Time.Testing;

namespace Serverless.IntegrationTests.Identity;

/// <summary>Refresh, sign-out and devices (decision 26).</summary>
public sealed class SessionTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Lost_answer_of_a_refresh_is_given_again_for_a_minute_and_an_old_token_ends_the_family()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = await app.SignedInPhoneAsync();
        var old = phone.RefreshToken;

        var first = await RefreshAsync(phone, old);
        var again = await RefreshAsync(phone, old);
        _clock.Advance(TimeSpan.FromSeconds(61));
        var late = await RefreshAsync(phone, old);
        var successor = await RefreshAsync(phone, first.Text("refreshToken"));

        Assert.Equal(first.Text("refreshToken"), again.Text("refreshToken"));
        Assert.NotEqual(old, first.Text("refreshToken"));
        Assert.Equal((401, "identity.session-ended"), (late.Status, late.Code));
        Assert.Equal(401, successor.Status);
    }

    [Fact]
    public async Task Ten_refreshes_at_once_of_one_token_get_one_successor()
    {
        await using var app = await IdentityApp.StartAsync(TimeProvider.System);
        await app.RegisterAsync();
        using var phone = await app.SignedInPhoneAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefreshAsync(phone, phone.RefreshToken)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Single(answers.Select(answer => answer.Text("refreshToken")).Distinct());
    }

    [Fact]
    public async Task Refresh_token_on_another_device_ends_the_family()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = await app.SignedInPhoneAsync();
        using var thief = app.NewPhone();

        var stolen = await RefreshAsync(thief, phone.RefreshToken);
        var own = await RefreshAsync(phone, phone.RefreshToken);

        Assert.Equal((401, 401), (stolen.Status, own.Status));
    }

    [Fact]
    public async Task Signed_out_session_refreshes_no_more_and_does_nothing_sensitive()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = await app.SignedInPhoneAsync();

        var ended = await phone.AskAsync("DELETE", "sessions/current");
        var again = await phone.AskAsync("DELETE", "sessions/current");
        var refreshed = await RefreshAsync(phone, phone.RefreshToken);
        var sensitive = await phone.AskAsync("DELETE", $"devices/{phone.Thumbprint}");

        Assert.Equal((204, 204), (ended.Status, again.Status));
        Assert.Equal((401, "identity.session-ended"), (refreshed.Status, refreshed.Code));
        Assert.Equal((401, "identity.session-ended"), (sensitive.Status, sensitive.Code));
    }

    [Fact]
    public async Task Revoked_device_loses_its_sessions_and_the_others_stay()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var lost = await app.SignedInPhoneAsync();
        using var kept = await app.SignedInPhoneAsync();

        var revoked = await kept.AskAsync("DELETE", $"devices/{lost.Thumbprint}");
        var again = await kept.AskAsync("DELETE", $"devices/{lost.Thumbprint}");
        var ofLost = await RefreshAsync(lost, lost.RefreshToken);
        var ofKept = await RefreshAsync(kept, kept.RefreshToken);
        var devices = await kept.AskAsync("GET", "devices");

        Assert.Equal((204, 204), (revoked.Status, again.Status));
        Assert.Equal((401, 200), (ofLost.Status, ofKept.Status));
        Assert.Equal(1, devices.Json.GetArrayLength());
    }

    [Fact]
    public async Task Access_token_is_worth_nothing_after_its_time_and_the_refusal_brings_a_nonce()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = await app.SignedInPhoneAsync();

        _clock.Advance(TimeSpan.FromMinutes(11));
        var answer = await phone.AskAsync("GET", "devices");

        Assert.Equal((401, "platform.not-signed-in"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Nonce);
    }

    private static Task<PhoneAnswer> RefreshAsync(TestPhone phone, string token) =>
        phone.ProveAsync("POST", "tokens", $$"""{"refreshToken":"{{token}}"}""");
}
