using Serverless.Platform.Face;

namespace Serverless.UnitTests.Face;

/// <summary>D10: the outcome follows from the vendor's newest attempt and from nothing the phone says.</summary>
public sealed class LivenessVerdictTests
{
    private const string Reference = "b0a803bb7b26f3c8f29cd36030f8e63ed3faf955feef8e01c88ab8fd89ccf761";
    private const string Digest = "D16E1F0B7B26F3C8F29CD36030F8E63ED3FAF955FEEF8E01C88AB8FD89CCF762";

    private static readonly FaceQuestion Question = new("session-1", Reference, Digest);

    [Fact]
    public void D10_live_person_of_the_reference_is_a_match() => Assert.Equal((FaceDecision.Match, "", 0), Outcome(Attempt(1)));

    [Theory]
    [InlineData("spoofface", 0.97, FaceDecision.NoMatch, "Spoof")]
    [InlineData("uncertain", 0.97, FaceDecision.Inconclusive, "LivenessUncertain")]
    [InlineData("a new word of the vendor", 0.97, FaceDecision.Inconclusive, "LivenessUncertain")]
    [InlineData("realface", 0.59, FaceDecision.NoMatch, "OtherPerson")]
    [InlineData("realface", 0.60, FaceDecision.Match, "")]
    public void D10_spoof_fixture_and_strangers_are_no_match(string liveness, double confidence, FaceDecision decision, string reason)
    {
        var attempt = Attempt(1, liveness, new((decimal)confidence, IsIdentical: true));

        Assert.Equal((decision, reason), (Outcome(attempt).Decision, Outcome(attempt).Reason));
    }

    [Fact]
    public void Vendors_no_counts_for_more_than_its_confidence() =>
        Assert.Equal("OtherPerson", Outcome(Attempt(1, compared: new(0.99m, IsIdentical: false))).Reason);

    [Fact]
    public void Newest_attempt_counts_by_its_number_wherever_it_stands()
    {
        var (spoof, match) = (Attempt(1, "spoofface"), Attempt(2));

        Assert.Equal((FaceDecision.Match, "", 1), Outcome(match, spoof));
        Assert.Equal((FaceDecision.Match, "", 1), Outcome(spoof, match));
        Assert.Equal((FaceDecision.NoMatch, "Spoof", 3), Outcome(Attempt(3, "spoofface"), match, spoof));
    }

    [Fact]
    public void Session_without_an_attempt_and_one_that_still_runs_are_pending()
    {
        Assert.Equal((FaceDecision.Pending, "", 0), Outcome());
        Assert.Equal(FaceDecision.Pending, Outcome(Attempt(1, "spoofface"), Running(2)).Decision);
    }

    [Fact]
    public void Attempt_that_came_to_nothing_is_inconclusive_and_says_why()
    {
        var failed = new FaceContract.Attempt(1, "Failed", Error: new("FaceWithMaskDetected"));

        Assert.Equal((FaceDecision.Inconclusive, "FaceWithMaskDetected", 1), Outcome(failed));
    }

    [Theory]
    [InlineData("C0A803BB7B26F3C8F29CD36030F8E63ED3FAF955FEEF8E01C88AB8FD89CCF761")]
    [InlineData("")]
    [InlineData(null)]
    public void Comparison_with_another_image_than_ours_is_no_match(string? hash)
    {
        var attempt = Attempt(1);

        Assert.Equal("ReferenceDiffers", Outcome(attempt with { Result = attempt.Result! with { VerifyImageHash = hash } }).Reason);
    }

    [Fact]
    public void Hashes_may_be_hex_of_either_case_or_base64()
    {
        var attempt = Attempt(1);
        var base64 = Convert.ToBase64String(Convert.FromHexString(Reference));

        Assert.Equal(FaceDecision.Match, Outcome(attempt with { Result = attempt.Result! with { VerifyImageHash = base64 } }).Decision);
    }

    [Fact]
    public void Digest_that_the_phone_tells_must_be_the_vendors()
    {
        var session = Session(Attempt(1));

        Assert.Equal("DigestDiffers", LivenessVerdict.Of(session, Question with { PhoneDigest = "another" }, 0.6m).Reason);
        Assert.Equal(FaceDecision.Match, LivenessVerdict.Of(session, Question with { PhoneDigest = null }, 0.6m).Decision);
    }

    [Fact]
    public void Live_person_who_was_compared_with_nobody_is_inconclusive()
    {
        var attempt = Attempt(1);

        Assert.Equal("NotCompared", Outcome(attempt with { Result = attempt.Result! with { VerifyResult = null } }).Reason);
    }

    private static (FaceDecision Decision, string Reason, int Failed) Outcome(params FaceContract.Attempt[] attempts)
    {
        var reading = LivenessVerdict.Of(Session(attempts), Question, 0.6m);
        return (reading.Decision, reading.Reason, reading.FailedTries);
    }

    private static FaceContract.Session Session(params FaceContract.Attempt[] attempts) =>
        new("session-1", "token", "NotStarted", "2025-05-20", new(attempts));

    private static FaceContract.Attempt Running(int id) => new(id, "Running");

    private static FaceContract.Attempt Attempt(int id, string liveness = "realface", FaceContract.VerifyResult? compared = null) =>
        new(id, "Succeeded", new(liveness, Digest, compared ?? new(0.97m, IsIdentical: true), Reference.ToUpperInvariant()));
}
