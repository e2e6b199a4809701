using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Recovery;
using Serverless.App.Membership.Messages;
using Serverless.IntegrationTests.Identity.Face;
using Serverless.Local.Simulators.Face;
using Serverless.Platform.Authorization;

namespace Serverless.IntegrationTests.Identity.Recovery;

/// <summary>Phone and number are lost: the face against the reference on file brings the member back, and nobody else.</summary>
public sealed class RecoveryTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Member_comes_back_by_the_face_and_everything_of_the_lost_phone_ended_before_the_answer()
    {
        await using var town = await EnrolledAsync();
        using var found = new NewPhone(town);
        _clock.Advance(TimeSpan.FromMinutes(5));

        var done = await found.AnswerAsync();
        var lost = await town.Phone.AskAsync("POST", "challenges", """{"operation":"membership.confirm-affiliation","parts":["a"]}""");
        var refreshed = await town.Phone.ProveAsync("POST", "tokens", $$"""{"refreshToken":"{{town.Phone.RefreshToken}}"}""");
        await found.HearAsync();
        await town.App.SendCodesAsync();
        var signIn = await SignInAsync(town, found.Phone);

        Assert.Equal((200, "match"), (done.Status, done.Text("outcome")));
        Assert.Equal((401, 401, 200), (lost.Status, refreshed.Status, signIn.Status));
        Assert.Contains("termina en 333", town.App.Sms.Inbox.Of(IdentityApp.Phone)[0].Message, StringComparison.Ordinal);
        Assert.Contains("24 horas", done.Text("next"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cool_down_of_a_day_begins_with_the_new_number()
    {
        await using var town = await EnrolledAsync();
        using var found = new NewPhone(town);
        _clock.Advance(TimeSpan.FromDays(3));
        await found.RecoverAsync();
        await SignInAsync(town, found.Phone);
        var member = town.Member with { Device = found.Phone.Thumbprint };

        var since = await town.Get<DeviceTrust>().SinceAsync(member, default);
        var changed = await town.Get<DeviceTrust>().PhoneChangedAsync(member.MemberId, default);

        Assert.Equal((_clock.GetUtcNow(), _clock.GetUtcNow()), (since, changed));
    }

    [Theory]
    [InlineData("benefits.register-claim")]
    [InlineData("benefits.correct-account")]
    [InlineData("credits.correct-payout-account")]
    [InlineData("contracts.sign-credit-contract")]
    public async Task Money_does_not_move_for_a_day_after_the_way_back(string operation)
    {
        await using var town = await EnrolledAsync();
        using var found = new NewPhone(town);
        await found.RecoverAsync();
        var policies = town.Get<OperationPolicies>();
        var row = policies.For(operation).Value;
        var changed = await town.Get<DeviceTrust>().PhoneChangedAsync(town.Member.MemberId, default);

        var early = policies.CooledDown(row, changed);
        var never = policies.CooledDown(row, null);
        _clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal(("platform.cool-down", "24"), (early.Error?.Code, early.Error?.Arguments["hours"]));
        Assert.True(never.IsSuccess);
        Assert.True(policies.CooledDown(row, changed).IsSuccess);
    }

    [Fact]
    public async Task Route_that_moves_money_is_shut_during_the_cool_down()
    {
        await using var town = await EnrolledAsync();
        using var found = new NewPhone(town);
        await found.RecoverAsync();
        found.Phone.SignedIn(await SignInAsync(town, found.Phone));

        var refused = await found.Phone.AskAsync("POST", "../benefits/claims", "{}");

        Assert.Equal((409, "platform.cool-down"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Stranger_with_the_dni_only_is_locked_out_after_five_tries_and_the_member_is_not()
    {
        await using var town = await EnrolledAsync();
        using var thief = new NewPhone(town);
        await thief.StartAsync();
        await thief.ConfirmAsync();

        var tries = new List<PhoneAnswer>();
        foreach (var kind in new[] { "otra", "impresa", "otra", "otra", "otra" })
        {
            tries.Add(await thief.TryAsync(kind));
        }

        var closed = await thief.CameraAsync();
        var again = await AgainAsync(town);
        var own = await town.TryAsync("persona");

        Assert.All(tries, one => Assert.NotEqual("match", one.Text("outcome")));
        Assert.Equal(0, tries[^1].Json.GetProperty("triesLeft").GetInt32());
        Assert.All(tries, one => Assert.Contains("oficina con tu DNI o llama", one.Text("next"), StringComparison.Ordinal));
        Assert.Equal((429, "identity.face-locked"), (closed.Status, closed.Code));
        Assert.Equal((429, "identity.face-locked"), (again.Status, again.Code));
        Assert.Equal("match", own.Text("outcome"));
        Assert.Equal(IdentityApp.Phone, (await town.Get<MemberDirectory>().PhoneOfAsync(town.Member.MemberId, default))?.E164);
    }

    [Fact]
    public async Task Face_that_was_used_opens_nothing_again_and_belongs_to_its_own_try()
    {
        await using var town = await EnrolledAsync();
        using var found = new NewPhone(town);
        using var thief = new NewPhone(town, "+51911222444");
        await found.StartAsync();
        await found.ConfirmAsync();
        var camera = await found.CameraAsync();
        var digest = town.Faces.Sessions.Try(camera.Text("token"), SamplePhotos.Of(FaceTown.Person, "persona")!);
        await thief.StartAsync();
        await thief.ConfirmAsync();

        var stolen = await thief.ResultAsync(camera.Text("sessionId"), digest);
        var others = await thief.ResultAsync(camera.Text("sessionId"), digest, found.Id);
        var first = await found.ResultAsync(camera.Text("sessionId"), digest);
        var twice = await found.ResultAsync(camera.Text("sessionId"), digest);
        var another = await found.CameraAsync();

        Assert.Equal((404, 404), (stolen.Status, others.Status));
        Assert.Equal((200, first.Body), (twice.Status, twice.Body));
        Assert.Equal((409, "identity.recovery-over"), (another.Status, another.Code));
        Assert.Equal(NewPhone.Number, (await town.Get<MemberDirectory>().PhoneOfAsync(town.Member.MemberId, default))?.E164);
    }

    [Fact]
    public async Task Face_of_an_act_is_no_face_of_a_way_back_and_comes_before_no_number()
    {
        await using var town = await EnrolledAsync();
        using var thief = new NewPhone(town);
        await thief.StartAsync();
        var early = await thief.CameraAsync();
        await thief.ConfirmAsync();
        var act = await town.BeginAsync();
        town.Faces.Sessions.Try(act.Text("token"), SamplePhotos.Of(FaceTown.Person, "persona")!);

        var replayed = await thief.ResultAsync(act.Text("sessionId"), null);

        Assert.Equal((409, "identity.recovery-number-first"), (early.Status, early.Code));
        Assert.Equal((404, "identity.face-session-not-found"), (replayed.Status, replayed.Code));
    }

    [Fact]
    public async Task Known_dni_without_a_picture_known_and_unknown_cost_and_answer_the_same()
    {
        await using var town = await EnrolledAsync();
        await town.App.RegisterAsync("40000013", "+51987650013", "import-2");

        var known = await CostAsync(town, IdentityApp.KnownDni);
        var plain = await CostAsync(town, "40000013");
        var unknown = await CostAsync(town, "40000099");

        Assert.Equal(known, plain);
        Assert.Equal(known, unknown);
    }

    [Fact]
    public async Task Number_is_erased_when_the_try_is_over()
    {
        await using var town = await EnrolledAsync();
        using var found = new NewPhone(town);
        await found.StartAsync();
        var recoveries = town.Get<RecoveryStore>();
        var before = await recoveries.NumberOfAsync(found.Id, default);

        _clock.Advance(TimeSpan.FromHours(1));
        await town.DrainAsync();

        Assert.Equal(NewPhone.Number, before?.E164);
        Assert.Null(await recoveries.NumberOfAsync(found.Id, default));
    }

    [Fact]
    public async Task With_biometrics_off_the_answer_names_the_office()
    {
        await using var town = await FaceTown.StartAsync(_clock, "officers");
        using var found = new NewPhone(town);

        var refused = await found.StartAsync();

        Assert.Equal((422, "identity.recovery-at-office"), (refused.Status, refused.Code));
        Assert.Contains("oficina", refused.Text("detail"), StringComparison.Ordinal);
    }

    private async Task<FaceTown> EnrolledAsync()
    {
        var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();
        await town.App.SendCodesAsync(2);
        return town;
    }

    private static async Task<PhoneAnswer> AgainAsync(FaceTown town)
    {
        using var second = new NewPhone(town, "+51911222555");
        await second.StartAsync();
        await second.ConfirmAsync();
        return await second.CameraAsync();
    }

    private static async Task<PhoneAnswer> SignInAsync(FaceTown town, TestPhone phone)
    {
        var id = (await phone.ProveAsync("POST", "sessions", """{"dni":"40000012"}""")).Text("sessionId");
        await town.App.SendCodesAsync();
        Assert.StartsWith(await town.App.CodeOfAsync(id), town.App.Sms.Inbox.Of(NewPhone.Number)[0].Message, StringComparison.Ordinal);
        return await phone.ProveAsync("POST", $"sessions/{id}/confirm", $$"""{"code":"{{await town.App.CodeOfAsync(id)}}"}""");
    }

    /// <summary>Calls to storage and answers of every step, with somebody else's face; ids and times left out.</summary>
    private static async Task<string> CostAsync(FaceTown town, string dni)
    {
        using var stranger = new NewPhone(town, "+51911222666");
        await stranger.Phone.ProveAsync("GET", "recoveries/none");
        var before = Calls(town);
        var started = await stranger.StartAsync(dni);
        var starting = Calls(town) - before;
        var confirmed = await stranger.ConfirmAsync();
        before = Calls(town);
        var camera = await stranger.CameraAsync();
        var opening = Calls(town) - before;
        var shown = await stranger.ShowAsync(camera, SamplePhotos.Of("carlos", "persona")!);
        string[] answers =
        [
            $"{started.Status} {started.Text("state")} {started.Text("next")}",
            $"{confirmed.Status} {confirmed.Text("next")}",
            $"{camera.Status} {camera.Text("kind")} {camera.Json.GetProperty("triesLeft")} {camera.Text("token").Length}",
            $"{shown.Status} {shown.Text("outcome")} {shown.Json.GetProperty("triesLeft")} {shown.Text("next")}",
            $"{starting} {opening}",
        ];
        return string.Join('\n', answers);
    }

    /// <summary>The relay removes intents behind the answer, whenever it gets to it.</summary>
    private static int Calls(FaceTown town) => town.App.Network.Log.Count(call => !call.StartsWith("DELETE", StringComparison.Ordinal));
}
