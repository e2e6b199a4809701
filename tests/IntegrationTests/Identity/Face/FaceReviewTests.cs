using System.Text;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity;
using Serverless.App.Identity.Face.Photos;
using Serverless.App.Identity.Face.Reviews;
using Serverless.App.Membership.Messages;
using Serverless.Local.Simulators.Face;
using Serverless.Platform.Face;

namespace Serverless.IntegrationTests.Identity.Face;

/// <summary>Row D10 with biometrics off: officers compare photos, four eyes; and how a reference comes to be and goes.</summary>
public sealed class FaceReviewTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task D10_two_officers_agree_and_the_act_passes_without_any_vendor()
    {
        await using var town = await FaceTown.StartAsync(_clock, "officers");
        await town.EnrolAsync();
        var begun = await town.BeginAsync();
        var id = begun.Text("sessionId");
        await town.SendPhotoAsync(id, SamplePhotos.Of(FaceTown.Person, "persona")!);

        await town.VoteAsync(id, "ana", "match");
        var twice = await town.VoteAsync(id, "ana", "match");
        var waiting = await town.ActAsync();
        var decided = await town.VoteAsync(id, "bruno", "match");
        _clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal("identity.face-voted-already", twice.Error?.Code);
        Assert.Equal("identity.face-needed", waiting.Error?.Code);
        Assert.Equal("Matched", decided.Value.Outcome);
        Assert.True((await town.ActAsync()).IsSuccess);
        Assert.Empty((await town.Get<FaceReviews>().PageAsync(null, 10, default)).Open);
        Assert.Equal(0, town.Faces.Sessions.Count);
    }

    [Theory]
    [InlineData("no-match", "no-match", "NoMatch")]
    [InlineData("match", "no-match", "Inconclusive")]
    public async Task Officers_who_refuse_or_disagree_let_nothing_pass(string first, string second, string outcome)
    {
        await using var town = await FaceTown.StartAsync(_clock, "officers");
        await town.EnrolAsync();
        var id = (await town.BeginAsync()).Text("sessionId");
        await town.SendPhotoAsync(id, SamplePhotos.Of(FaceTown.Person, "otra")!);

        await town.VoteAsync(id, "ana", first);
        await town.VoteAsync(id, "bruno", second);
        var third = await town.VoteAsync(id, "carla", "match");

        Assert.Equal(outcome, (await town.ProfileAsync())!.Find(id)!.Status.ToString());
        Assert.Equal("identity.face-review-over", third.Error?.Code);
        Assert.Equal("identity.face-needed", (await town.ActAsync()).Error?.Code);
    }

    [Fact]
    public async Task Photo_that_was_announced_is_the_one_that_must_come_and_nothing_else_is_taken()
    {
        await using var town = await FaceTown.StartAsync(_clock, "officers");
        await town.EnrolAsync();
        var id = (await town.BeginAsync()).Text("sessionId");
        var photo = SamplePhotos.Of(FaceTown.Person, "persona")!;

        var cut = await town.SendPhotoAsync(id, photo[..^10], told: photo);
        var nonsense = await town.SendPhotoAsync(id, Encoding.UTF8.GetBytes(new string('x', 3_000_000)));
        var taken = await town.SendPhotoAsync(id, photo);
        var again = await town.SendPhotoAsync(id, photo);
        var other = await town.SendPhotoAsync(id, SamplePhotos.Of(FaceTown.Person, "otra")!);

        Assert.Equal((422, "identity.face-photo-differs"), (cut.Status, cut.Code));
        Assert.Equal((422, "face.photo-invalid"), (nonsense.Status, nonsense.Code));
        Assert.Equal((200, 200), (taken.Status, again.Status));
        Assert.Equal((409, "identity.face-photo-unexpected"), (other.Status, other.Code));
    }

    [Fact]
    public async Task D10_reference_counts_once_two_officers_agree_and_one_who_speaks_twice_is_one()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        var session = await town.SendReferenceAsync();
        var unseen = await town.BeginAsync();

        var first = await town.VoteAsync(session, "ana", "match");
        var again = await town.VoteAsync(session, "ana", "match");
        var early = await town.BeginAsync();
        var waiting = (await town.Get<FaceReviews>().PageAsync(null, 10, default)).Open.Single();
        var second = await town.VoteAsync(session, "bruno", "match");
        var late = await town.VoteAsync(session, "carla", "no-match");
        var profile = (await town.ProfileAsync())!;

        Assert.Equal(("InReview", 1), (first.Value.Outcome, waiting.Votes));
        Assert.Equal("identity.face-voted-already", again.Error?.Code);
        Assert.Equal("identity.face-review-over", late.Error?.Code);
        Assert.Equal(("identity.face-no-reference", "identity.face-no-reference"), (unseen.Code, early.Code));
        Assert.Equal("Matched", second.Value.Outcome);
        Assert.Empty((await town.Get<FaceReviews>().PageAsync(null, 10, default)).Open);
        Assert.Equal("high", profile.Reference?.Quality);
        Assert.Equal(201, (await town.BeginAsync()).Status);
    }

    [Theory]
    [InlineData("no-match", "no-match", "NoMatch")]
    [InlineData("match", "no-match", "Inconclusive")]
    [InlineData("no-match", "match", "Inconclusive")]
    public async Task D10_reference_that_two_officers_do_not_agree_on_changes_nothing_and_can_be_sent_again(
        string first,
        string second,
        string outcome
    )
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();
        var old = (await town.ProfileAsync())!.Reference!;
        _clock.Advance(TimeSpan.FromMinutes(2));
        var session = await town.SendReferenceAsync("otra");

        await town.VoteAsync(session, "ana", first);
        var decided = await town.VoteAsync(session, "bruno", second);
        var after = (await town.ProfileAsync())!;
        _clock.Advance(TimeSpan.FromMinutes(2));
        var next = await town.SendReferenceAsync("otra");
        await town.AgreeAsync(next);

        Assert.Equal((outcome, old), (decided.Value.Outcome, after.Reference));
        Assert.NotEqual(old.Sha256, (await town.ProfileAsync())!.Reference!.Sha256);
    }

    [Fact]
    public async Task Photos_lie_sealed_in_a_container_of_their_own_and_go_with_their_time()
    {
        await using var town = await FaceTown.StartAsync(_clock, "officers");
        await town.EnrolAsync();
        var id = (await town.BeginAsync()).Text("sessionId");
        var photo = SamplePhotos.Of(FaceTown.Person, "persona")!;
        await town.SendPhotoAsync(id, photo);
        var kept = (await town.ProfileAsync())!.Find(id)!.Photo!;
        var blobs = town.Get<FacePhotoBlobs>();
        var stored = (await blobs.FindAsync(kept.Name, default))!.Value;

        _clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1));
        await town.DrainAsync();
        var profile = (await town.ProfileAsync())!;

        Assert.Equal(-1, stored.Span.IndexOf(photo.AsSpan(0, 8)));
        Assert.Null(await blobs.FindAsync(kept.Name, default));
        Assert.NotNull(await town.Get<FacePhotos>().OpenAsync(town.Member.MemberId, profile.Reference!, default));
    }

    [Fact]
    public async Task New_reference_takes_the_place_of_the_old_which_is_purged()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();
        var old = (await town.ProfileAsync())!.Reference!;
        _clock.Advance(TimeSpan.FromMinutes(2));
        var session = await town.SendReferenceAsync("otra");
        await town.VoteAsync(session, "ana", "match");
        var before = (await town.ProfileAsync())!.Reference;

        await town.VoteAsync(session, "bruno", "match");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await town.DrainAsync();

        Assert.Equal(old, before);
        Assert.NotEqual(old.Sha256, (await town.ProfileAsync())!.Reference!.Sha256);
        Assert.Null(await town.Get<FacePhotoBlobs>().FindAsync(old.Name, default));
    }

    [Fact]
    public async Task Consent_that_is_taken_back_takes_the_reference_and_its_photo_with_it()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();
        var reference = (await town.ProfileAsync())!.Reference!;
        _clock.Advance(TimeSpan.FromMinutes(1));
        var withdrawn = MembershipEvents.ConsentWithdrawn.Message.Message(
            "w-1",
            "/membership/consent/1",
            _clock.GetUtcNow(),
            new ConsentWithdrawn(town.Member.MemberId, "biometrics", _clock.GetUtcNow())
        );

        town.App.Queues.Repeat("identity-events", withdrawn);
        town.App.Queues.Repeat("identity-events", withdrawn);
        await town.App.Queues.PumpAsync("identity-events", IdentityModule.Events, town.App.Services, 2);
        await town.DrainAsync();

        Assert.Null((await town.ProfileAsync())!.Reference);
        Assert.Null(await town.Get<FacePhotoBlobs>().FindAsync(reference.Name, default));
        Assert.Equal("identity.face-no-reference", (await town.BeginAsync()).Code);
    }
}
