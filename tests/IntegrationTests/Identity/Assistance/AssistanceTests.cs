using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity;
using Serverless.App.Identity.Assistance;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Tokens;

namespace Serverless.IntegrationTests.Identity.Assistance;

/// <summary>Row D50: somebody helps face to face; nobody confirms in the member's place.</summary>
public sealed class AssistanceTests
{
    private const string Act = "membership.confirm-affiliation";
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task D50_officer_prepares_and_only_the_members_own_code_confirms()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var desk = app.NewPhone();
        var id = await PrepareAsync(app, desk.Thumbprint);
        await app.SendCodesAsync();

        var guessed = await desk.ProveAsync("POST", $"assisted-sessions/{id}/confirm", """{"code":"000000"}""");
        var opened = await ConfirmAsync(app, desk, id);
        desk.SignedIn(opened);
        var devices = await desk.AskAsync("GET", "devices");
        var session = await SessionAsync(app, desk);

        Assert.EndsWith(IdentityApp.Phone, app.Sms.Inbox.Of(IdentityApp.Phone)[0].To, StringComparison.Ordinal);
        Assert.Equal((422, "identity.code-wrong"), (guessed.Status, guessed.Code));
        Assert.Equal(("bruno", _clock.GetUtcNow().AddMinutes(30)), (session.AssistedBy, session.ExpiresAt));
        Assert.Equal("[]", devices.Body);
    }

    [Fact]
    public async Task D50_act_at_the_desk_takes_another_code_of_the_member_and_names_the_officer()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var desk = app.NewPhone();
        desk.SignedIn(await ConfirmAsync(app, desk, await PrepareAsync(app, desk.Thumbprint)));
        var session = await SessionAsync(app, desk);
        var member = new CurrentMember(session.MemberId, session.Id, desk.Thumbprint);

        var without = await PassAsync(app, member, null, null);
        var asked = await desk.AskAsync("POST", "challenges", $$"""{"operation":"{{Act}}","parts":["affiliation-1"]}""");
        var challenge = asked.Text("challengeId");
        var with = await PassAsync(app, member, challenge, await app.CodeOfAsync(challenge));

        Assert.Equal(("platform.assurance-missing", "code"), (without.Error?.Code, without.Error?.Arguments["missing"]));
        Assert.Equal("bruno", with.Value.AssistedBy);
    }

    [Fact]
    public async Task Code_of_the_desk_opens_no_session_of_a_member_and_is_good_at_no_other_desk()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var desk = app.NewPhone();
        using var other = app.NewPhone();
        var id = await PrepareAsync(app, desk.Thumbprint);
        var body = $$"""{"code":"{{await app.CodeOfAsync(id)}}"}""";

        var asMember = await desk.ProveAsync("POST", $"sessions/{id}/confirm", body);
        var elsewhere = await other.ProveAsync("POST", $"assisted-sessions/{id}/confirm", body);

        Assert.Equal((404, 404), (asMember.Status, elsewhere.Status));
    }

    [Fact]
    public async Task Somebody_who_is_not_in_the_register_is_not_helped()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        using var desk = app.NewPhone();

        var unknown = await StartAsync(app, desk.Thumbprint);
        var noDesk = await StartAsync(app, "short");

        Assert.Equal(("identity.assisted-member-unknown", "identity.desk-invalid"), (unknown.Error?.Code, noDesk.Error?.Code));
    }

    private static Task<Result<App.Identity.Sessions.SignInStarted>> StartAsync(IdentityApp app, string desk) =>
        app
            .Services.GetRequiredService<StartAssistance>()
            .StartAsync(new AssistanceWanted(IdentityApp.KnownDni, desk), "bruno", new CommandIdentity("visit-1", "visit-1", ""), default);

    private static async Task<string> PrepareAsync(IdentityApp app, string desk) => (await StartAsync(app, desk)).Value.SessionId;

    private static async Task<PhoneAnswer> ConfirmAsync(IdentityApp app, TestPhone desk, string id)
    {
        var opened = await desk.ProveAsync("POST", $"assisted-sessions/{id}/confirm", $$"""{"code":"{{await app.CodeOfAsync(id)}}"}""");
        Assert.Equal(200, opened.Status);
        return opened;
    }

    private static async Task<App.Identity.Sessions.Session> SessionAsync(IdentityApp app, TestPhone desk)
    {
        var token = app.Services.GetRequiredService<RefreshTokens>().Read(desk.RefreshToken)!;
        return (await app.Store.FindAsync(IdentityStore.Sessions, token.SessionId, default))!;
    }

    private static Task<Result<GatePass>> PassAsync(IdentityApp app, CurrentMember member, string? challenge, string? code) =>
        app
            .Services.GetRequiredService<OperationGate>()
            .PassAsync(
                member,
                new SensitiveAct(Act, OperationHash.Of("affiliation-1"))
                {
                    DocumentSigned = true,
                    ChallengeId = challenge,
                    Code = code,
                },
                new CommandIdentity("act-1", "act-1", ""),
                default
            );
}
