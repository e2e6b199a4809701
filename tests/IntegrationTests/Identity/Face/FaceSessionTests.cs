using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity.Face;
using Serverless.Local.Simulators.Face;

namespace Serverless.IntegrationTests.Identity.Face;

/// <summary>Row D10, with the vendor: consent, liveness, one act, five tries, a way out.</summary>
public sealed class FaceSessionTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task D10_live_face_lets_one_act_pass_once_and_the_same_command_again()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();

        var before = await town.ActAsync();
        var shown = await town.TryAsync("persona");
        var passed = await town.ActAsync();
        var repeated = await town.ActAsync();
        var second = await town.ActAsync(command: "act-2");

        Assert.Equal("identity.face-needed", before.Error?.Code);
        Assert.Equal((200, "match"), (shown.Status, shown.Text("outcome")));
        Assert.Equal(passed.Value.Face, repeated.Value.Face);
        Assert.Equal((await town.ProfileAsync())!.Sessions[^1].ResultHash, passed.Value.Face?.ResultHash);
        Assert.Equal("identity.face-needed", second.Error?.Code);
        Assert.Equal(0, town.Faces.Sessions.Count);
    }

    [Fact]
    public async Task D10_face_for_one_act_is_none_for_another_and_old_after_a_quarter_of_an_hour()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();
        await town.TryAsync("persona");

        var other = await town.ActAsync("letter-2");
        _clock.Advance(TimeSpan.FromMinutes(15));
        var late = await town.ActAsync();

        Assert.Equal(("identity.face-needed", "identity.face-needed"), (other.Error?.Code, late.Error?.Code));
    }

    [Theory]
    [InlineData("otra", "no-match")]
    [InlineData("impresa", "no-match")]
    [InlineData("sinrostro", "inconclusive")]
    [InlineData("mascarilla", "inconclusive")]
    public async Task D10_spoof_stranger_and_nobody_come_to_no_match_and_the_answer_names_a_way_and_no_score(string kind, string outcome)
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();

        var shown = await town.TryAsync(kind);

        Assert.Equal((outcome, 4), (shown.Text("outcome"), shown.Json.GetProperty("triesLeft").GetInt32()));
        Assert.Contains("oficina", shown.Text("next"), StringComparison.Ordinal);
        Assert.DoesNotContain("onfidence", shown.Body, StringComparison.Ordinal);
        Assert.Equal("identity.face-needed", (await town.ActAsync()).Error?.Code);
    }

    [Fact]
    public async Task D10_fifth_failure_closes_the_camera_and_officers_help_at_once()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();
        PhoneAnswer last = null!;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            last = await town.TryAsync("impresa");
        }

        var locked = await town.BeginAsync();
        var helped = await town.BeginAsync(officers: true);
        _clock.Advance(TimeSpan.FromHours(25));
        var nextDay = await town.BeginAsync();

        Assert.Equal(0, last.Json.GetProperty("triesLeft").GetInt32());
        Assert.Equal((429, "identity.face-locked"), (locked.Status, locked.Code));
        Assert.Contains("oficina", locked.Text("detail"), StringComparison.Ordinal);
        Assert.Equal((201, "photo"), (helped.Status, helped.Text("kind")));
        Assert.NotEqual(429, nextDay.Status);
    }

    [Fact]
    public async Task Tries_that_nobody_asked_about_count_when_the_next_session_begins_and_when_the_time_is_over()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();
        var first = await town.BeginAsync();
        town.Faces.Sessions.Try(first.Text("token"), SamplePhotos.Of(FaceTown.Person, "impresa")!);
        town.Faces.Sessions.Try(first.Text("token"), SamplePhotos.Of(FaceTown.Person, "impresa")!);

        var second = await town.BeginAsync("letter-2");
        town.Faces.Sessions.Try(second.Text("token"), SamplePhotos.Of(FaceTown.Person, "otra")!);
        _clock.Advance(TimeSpan.FromMinutes(16));
        await town.DrainAsync();

        Assert.Equal(3, second.Json.GetProperty("triesLeft").GetInt32());
        Assert.Equal(3, (await town.ProfileAsync())!.FailuresInARow);
        Assert.Equal(0, town.Faces.Sessions.Count);
    }

    [Fact]
    public async Task Session_without_a_consent_to_the_words_of_today_or_without_a_reference_does_not_begin()
    {
        await using var town = await FaceTown.StartAsync(_clock);

        var nobody = await town.BeginAsync();
        await town.EnrolAsync();
        var outdated = await town.BeginAsync(consentHash: "00");

        Assert.Equal((409, "identity.face-no-reference"), (nobody.Status, nobody.Code));
        Assert.Equal((409, "identity.face-consent-needed"), (outdated.Status, outdated.Code));
    }

    [Fact]
    public async Task Beginning_twice_with_one_key_is_one_session_with_the_same_token()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();

        var first = await town.BeginAsync(key: "the-same-key");
        var again = await town.BeginAsync(key: "the-same-key");

        Assert.Equal((first.Text("sessionId"), first.Text("token")), (again.Text("sessionId"), again.Text("token")));
        Assert.Equal(1, town.Faces.Sessions.Count);
    }

    [Fact]
    public async Task Vendor_that_is_down_costs_nothing_and_the_same_command_goes_on_when_it_is_back()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();
        town.Faces.Script.Add(FaceFaultKind.Unavailable);

        var down = await town.BeginAsync(key: "one-command");
        var back = await town.BeginAsync(key: "one-command");
        town.Faces.Script.Add(FaceFaultKind.Throttle);
        var early = await town.ShowAsync(back, "persona");
        var shown = await town.ResultAsync(back.Text("sessionId"), null);

        Assert.Equal((503, "face.unavailable"), (down.Status, down.Code));
        Assert.Equal((503, "face.unavailable"), (early.Status, early.Code));
        Assert.Equal("match", shown.Text("outcome"));
    }

    [Fact]
    public async Task Subscription_without_approval_goes_on_with_officers()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();
        town.Faces.Script.Add(FaceFaultKind.NotApproved);

        var begun = await town.BeginAsync();

        Assert.Equal((201, "photo"), (begun.Status, begun.Text("kind")));
    }

    [Fact]
    public async Task Digest_that_is_not_the_vendors_is_a_trick()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();
        var begun = await town.BeginAsync();
        town.Faces.Sessions.Try(begun.Text("token"), SamplePhotos.Of(FaceTown.Person, "persona")!);

        var shown = await town.ResultAsync(begun.Text("sessionId"), "0123456789");

        Assert.Equal(("no-match", "DigestDiffers"), (shown.Text("outcome"), (await town.ProfileAsync())!.Sessions[^1].Reason));
    }

    [Fact]
    public async Task Session_of_another_device_or_member_is_as_if_it_were_not_there_and_one_in_progress_has_no_result()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();
        var begun = await town.BeginAsync();
        var stranger = town.Member with { Device = "another-device" };

        var early = await town.ResultAsync(begun.Text("sessionId"), null);
        var foreign = await town.Get<ReadFaceResult>()
            .ReadAsync(begun.Text("sessionId"), new FaceShown(null), stranger, new("c-1", "c-1", ""), default);

        Assert.Equal((409, "identity.face-not-finished"), (early.Status, early.Code));
        Assert.Equal("identity.face-session-not-found", foreign.Error?.Code);
    }

    [Fact]
    public async Task Act_whose_row_asks_for_no_face_begins_no_session()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();
        const string consent = """{"textVersion":"2026-01","textHash":"x"}""";

        var answer = await town.Phone.AskAsync(
            "POST",
            "face-sessions",
            $$"""{"operation":"identity.sign-in","parts":["a"],"consent":{{consent}}}"""
        );

        Assert.Equal((422, "identity.face-not-asked"), (answer.Status, answer.Code));
    }
}
