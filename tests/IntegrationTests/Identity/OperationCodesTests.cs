using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Tokens;

namespace Serverless.IntegrationTests.Identity;

/// <summary>Codes bound to one act, as other contexts use them (row D11).</summary>
public sealed class OperationCodesTests
{
    private const string Operation = "membership.confirm-affiliation";
    private static readonly string Hash = OperationHash.Of("affiliation-1", "round-1");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task D11_right_code_confirms_its_act_once_and_the_same_command_again_is_told_the_same()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        var (member, id) = await AskedAsync(app);
        var typed = new TypedCode(id, Operation, Hash, await app.CodeOfAsync(id));

        var confirmed = await ConfirmAsync(app, member, typed, "command-1");
        var again = await ConfirmAsync(app, member, typed, "command-1");
        var other = await ConfirmAsync(app, member, typed, "command-2");

        Assert.True(confirmed.IsSuccess);
        Assert.Equal(confirmed.Value, again.Value);
        Assert.Equal("identity.code-used", other.Error?.Code);
        Assert.EndsWith("321", confirmed.Value.PhoneMasked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("membership.authorise-phone", "affiliation-1")]
    [InlineData(Operation, "affiliation-2")]
    public async Task D11_right_code_for_another_operation_is_rejected_and_counted(string operation, string subject)
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        var (member, id) = await AskedAsync(app);
        var typed = new TypedCode(id, operation, OperationHash.Of(subject, "round-1"), await app.CodeOfAsync(id));

        var refused = await ConfirmAsync(app, member, typed, "command-1");
        var repeated = await ConfirmAsync(app, member, typed, "command-1");

        Assert.Equal(("identity.code-wrong", "2"), (refused.Error?.Code, refused.Error?.Arguments["left"]));
        Assert.Equal("2", repeated.Error?.Arguments["left"]);
        Assert.Equal(1, (await app.ChallengeAsync(id)).AttemptsSpent);
    }

    [Fact]
    public async Task Challenge_of_another_member_or_device_is_as_if_it_were_not_there()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        var (member, id) = await AskedAsync(app);
        var typed = new TypedCode(id, Operation, Hash, await app.CodeOfAsync(id));

        var otherMember = await ConfirmAsync(app, member with { MemberId = "somebody-else" }, typed, "command-1");
        var otherDevice = await ConfirmAsync(app, member with { Device = "another-device" }, typed, "command-2");

        Assert.Equal("identity.challenge-not-found", otherMember.Error?.Code);
        Assert.Equal("identity.challenge-not-found", otherDevice.Error?.Code);
        Assert.Equal(0, (await app.ChallengeAsync(id)).AttemptsSpent);
    }

    [Fact]
    public async Task Sign_in_takes_no_code_of_an_operation()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = await app.SignedInPhoneAsync();
        var id = (await phone.AskAsync("POST", "challenges", Body(Operation))).Text("challengeId");

        var answer = await phone.ProveAsync("POST", $"sessions/{id}/confirm", $$"""{"code":"{{await app.CodeOfAsync(id)}}"}""");

        Assert.Equal((404, "identity.challenge-not-found"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("identity.sign-in")]
    [InlineData("identity.revoke-device")]
    [InlineData("credits.nobody-wrote-this-row")]
    public async Task Operation_without_a_row_that_asks_for_a_code_gets_none(string operation)
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = await app.SignedInPhoneAsync();

        var answer = await phone.AskAsync("POST", "challenges", Body(operation));

        Assert.Equal((422, "identity.operation-unknown"), (answer.Status, answer.Code));
    }

    private static string Body(string operation) => $$"""{"operation":"{{operation}}","parts":["affiliation-1","round-1"]}""";

    private static async Task<(CurrentMember Member, string ChallengeId)> AskedAsync(IdentityApp app)
    {
        await app.RegisterAsync();
        using var phone = await app.SignedInPhoneAsync();
        await app.SendCodesAsync();
        var asked = await phone.AskAsync("POST", "challenges", Body(Operation));
        await app.SendCodesAsync();
        var token = app.Services.GetRequiredService<RefreshTokens>().Read(phone.RefreshToken)!;
        var session = (await app.Store.FindAsync(App.Identity.IdentityStore.Sessions, token.SessionId, default))!;
        return (new CurrentMember(session.MemberId, session.Id, phone.Thumbprint), asked.Text("challengeId"));
    }

    private static Task<Result<ConfirmedCode>> ConfirmAsync(IdentityApp app, CurrentMember member, TypedCode typed, string command) =>
        app.Services.GetRequiredService<OperationCodes>().ConfirmAsync(member, typed, new CommandIdentity(command, command, ""), default);
}
