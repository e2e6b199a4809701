using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity;
using Serverless.App.Identity.Assistance;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Sending;
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
    public async Task M13_member_without_a_smartphone_is_called_and_confirms_at_the_desk_by_a_spoken_code()
    {
        await using var app = await IdentityApp.StartAsync(_clock, settings: [IdentityApp.WithCalls]);
        await app.RegisterAsync();
        using var desk = app.NewPhone();
        var prepared = await StartAsync(app, desk.Thumbprint, OtpChannel.Voice);
        await app.SendCodesAsync();
        var opening = await HearAsync(app);
        desk.SignedIn(await ConfirmAsync(app, desk, prepared.Value.SessionId, opening));
        var session = await SessionAsync(app, desk);
        var member = new CurrentMember(session.MemberId, session.Id, desk.Thumbprint);

        var asked = await desk.AskAsync("POST", "challenges", $$"""{"operation":"{{Act}}","parts":["affiliation-1"],"channel":"Voice"}""");
        await app.SendCodesAsync();
        var confirming = await HearAsync(app);
        var passed = await PassAsync(app, member, asked.Text("challengeId"), confirming);

        Assert.Empty(app.Sms.Inbox.Of(IdentityApp.Phone));
        Assert.NotEqual(opening, confirming);
        Assert.Equal("bruno", passed.Value.AssistedBy);
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

    private static Task<Result<App.Identity.Sessions.SignInStarted>> StartAsync(IdentityApp app, string desk, OtpChannel? channel = null) =>
        app
            .Services.GetRequiredService<StartAssistance>()
            .StartAsync(
                new AssistanceWanted(IdentityApp.KnownDni, desk, channel),
                "bruno",
                new CommandIdentity("visit-1", "visit-1", ""),
                default
            );

    /// <summary>The receiver at the ear: six words become six digits.</summary>
    private static async Task<string> HearAsync(IdentityApp app)
    {
        var call = app.Sms.Calls.Of(IdentityApp.Phone)[0];
        await app.TellAsync(call, "CallConnected");
        await app.SendCodesAsync();
        var said = app.Sms.Calls.Of(IdentityApp.Phone)[0].Said[0];
        await app.TellAsync(call, "PlayCompleted");
        await app.SendCodesAsync();
        var words = said[(said.IndexOf("Anota. ", StringComparison.Ordinal) + 7)..].Split(". ")[..6];
        return string.Concat(words.Select(word => Enumerable.Range(0, 10).Single(digit => CodeSpeech.Digits($"{digit}") == $"{word}.")));
    }

    private static async Task<string> PrepareAsync(IdentityApp app, string desk) => (await StartAsync(app, desk)).Value.SessionId;

    private static async Task<PhoneAnswer> ConfirmAsync(IdentityApp app, TestPhone desk, string id, string? code = null)
    {
        code ??= await app.CodeOfAsync(id);
        var opened = await desk.ProveAsync("POST", $"assisted-sessions/{id}/confirm", $$"""{"code":"{{code}}"}""");
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
