using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity;
using Serverless.Platform.Storage;

namespace Serverless.IntegrationTests.Identity.Linked;

/// <summary>Row C12: one person, several ways in; each proves the person, and the device proves itself.</summary>
public sealed class LinkedLoginTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task C12_two_linked_providers_reach_the_same_member_and_unlinking_keeps_history()
    {
        await using var town = await LinkedTown.StartAsync(_clock);
        using var phone = await town.App.SignedInPhoneAsync();
        var linked = new[] { await town.LinkAsync(phone, "clave-peru"), await town.LinkAsync(phone, "docente-id") };

        var first = await town.EnterAsync(phone, "clave-peru");
        var second = await town.EnterAsync(phone, "docente-id");
        var gone = await phone.AskAsync("POST", "linked-logins/clave-peru/unlink");
        var list = await phone.AskAsync("GET", "linked-logins");
        var closed = await town.EnterAsync(phone, "clave-peru");
        var account = town.App.Store.AccountOf(first.Text("memberId"));
        var chain = await town
            .App.Services.GetRequiredService<AggregateStore>()
            .ReadEventsAsync(IdentityStore.Accounts, account, 0, 100, default);

        Assert.Equal(["high", "substantial"], linked.Select(one => one.Text("level")));
        Assert.Equal((200, 200, first.Text("memberId")), (first.Status, second.Status, second.Text("memberId")));
        Assert.Equal((204, 1), (gone.Status, list.Json.GetArrayLength()));
        Assert.Equal((404, "identity.login-not-linked"), (closed.Status, closed.Code));
        Assert.Equal(
            ["identity.login-linked", "identity.login-linked", "identity.login-used", "identity.login-used", "identity.login-unlinked"],
            chain.Select(one => one.Type).Where(type => type.StartsWith("identity.login", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Login_of_another_person_is_not_linked_and_a_login_is_one_members_only()
    {
        await using var town = await LinkedTown.StartAsync(_clock);
        await town.App.RegisterAsync("40000013", "+51987650013", "import-2");
        using var phone = await town.App.SignedInPhoneAsync();

        var other = await town.LinkAsync(phone, "clave-peru", "40000013");
        var nobody = await town.LinkAsync(phone, "clave-peru", "40000099");
        var own = await town.LinkAsync(phone, "clave-peru");
        var again = await town.LinkAsync(phone, "clave-peru");

        Assert.Equal((403, 403), (other.Status, nobody.Status));
        Assert.Equal("identity.login-other-person", other.Code);
        Assert.Equal((200, 200), (own.Status, again.Status));
    }

    [Fact]
    public async Task New_device_is_not_let_in_by_a_linked_login()
    {
        await using var town = await LinkedTown.StartAsync(_clock);
        using var phone = await town.App.SignedInPhoneAsync();
        await town.LinkAsync(phone, "clave-peru");
        using var thief = town.App.NewPhone();

        var refused = await town.EnterAsync(thief, "clave-peru");

        Assert.Equal((403, "identity.login-needs-device"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Return_of_another_device_another_purpose_another_time_or_another_hand_opens_nothing()
    {
        await using var town = await LinkedTown.StartAsync(_clock);
        using var phone = await town.App.SignedInPhoneAsync();
        using var thief = town.App.NewPhone();
        await town.LinkAsync(phone, "clave-peru");
        var begun = await phone.ProveAsync("POST", "provider-sessions", """{"provider":"clave-peru"}""");
        var back = await town.SignInThereAsync(begun);

        var stolen = await thief.ProveAsync("POST", "provider-sessions/confirm", back);
        var crossed = await phone.AskAsync("POST", "linked-logins/finish", back);
        var forged = await phone.ProveAsync(
            "POST",
            "provider-sessions/confirm",
            back.Replace("state\":\"", "state\":\"A", StringComparison.Ordinal)
        );
        _clock.Advance(TimeSpan.FromMinutes(11));
        var late = await phone.ProveAsync("POST", "provider-sessions/confirm", back);

        Assert.Equal([409, 409, 409, 409], new[] { stolen, crossed, forged, late }.Select(one => one.Status));
    }

    [Fact]
    public async Task Return_opens_one_session_and_the_same_one_again()
    {
        await using var town = await LinkedTown.StartAsync(_clock);
        using var phone = await town.App.SignedInPhoneAsync();
        await town.LinkAsync(phone, "docente-id");
        var back = await town.SignInThereAsync(await phone.ProveAsync("POST", "provider-sessions", """{"provider":"docente-id"}"""));

        var first = await phone.ProveAsync("POST", "provider-sessions/confirm", back);
        var again = await phone.ProveAsync("POST", "provider-sessions/confirm", back);

        Assert.Equal((200, 200, first.Text("refreshToken")), (first.Status, again.Status, again.Text("refreshToken")));
    }

    [Fact]
    public async Task Provider_that_lies_about_the_nonce_or_is_not_on_the_list_is_not_believed()
    {
        await using var town = await LinkedTown.StartAsync(_clock);
        using var phone = await town.App.SignedInPhoneAsync();
        town.Providers.All[0].Lies = true;

        var lied = await town.LinkAsync(phone, "clave-peru");
        var unknown = await phone.AskAsync("POST", "linked-logins", """{"provider":"evil"}""");

        Assert.Equal((401, "identity.provider-refused"), (lied.Status, lied.Code));
        Assert.Equal((404, "identity.provider-unknown"), (unknown.Status, unknown.Code));
    }
}
