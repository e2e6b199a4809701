using Serverless.Local.Simulators.Face;
using Serverless.Platform.Face;

namespace Serverless.UnitTests.Face;

/// <summary>Our verifier against the simulator: every photo to its outcome, and every way a session ends.</summary>
public sealed class FaceSimulatorTests
{
    private static readonly byte[] Rosa = SamplePhotos.Of("rosa", "persona")!;
    private static readonly string RosaHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Rosa));

    [Theory]
    [InlineData("persona", FaceDecision.Match, "")]
    [InlineData("otra", FaceDecision.NoMatch, "OtherPerson")]
    [InlineData("impresa", FaceDecision.NoMatch, "Spoof")]
    [InlineData("sinrostro", FaceDecision.Inconclusive, "TimedOut")]
    [InlineData("mascarilla", FaceDecision.Inconclusive, "FaceWithMaskDetected")]
    [InlineData("borrosa", FaceDecision.Inconclusive, "LivenessUncertain")]
    public async Task D10_each_sample_photo_comes_to_its_outcome(string kind, FaceDecision decision, string reason)
    {
        await using var host = await FaceHost.StartAsync();
        var verifier = host.Verifier();
        var ticket = (await verifier.BeginAsync(FaceHost.Wish(Rosa), default)).Value;
        var digest = host.Simulator.Sessions.Try(ticket.PhoneToken!, SamplePhotos.Of("rosa", kind)!);

        var reading = await verifier.ReadAsync(new FaceQuestion(ticket.ProviderSession, RosaHash, digest), default);

        Assert.Equal((decision, reason), (reading.Value.Decision, reading.Value.Reason));
    }

    [Fact]
    public async Task Fourth_try_and_try_after_the_end_are_refused()
    {
        await using var host = await FaceHost.StartAsync();
        var verifier = host.Verifier();
        var ticket = (await verifier.BeginAsync(FaceHost.Wish(Rosa), default)).Value;

        var tries = Enumerable.Range(0, 4).Select(_ => host.Simulator.Sessions.Try(ticket.PhoneToken!, Rosa)).ToList();
        await verifier.EndAsync(ticket.ProviderSession, default);

        Assert.Equal([false, false, false, true], tries.Select(digest => digest is null));
        Assert.Null(host.Simulator.Sessions.Try(ticket.PhoneToken!, Rosa));
        Assert.Equal("face.session-gone", (await verifier.ResumeAsync(ticket.ProviderSession, default)).Error?.Code);
    }

    [Fact]
    public async Task Vendor_that_compared_with_another_image_is_not_believed()
    {
        await using var host = await FaceHost.StartAsync();
        host.Simulator.Script.Add(FaceFaultKind.OtherReference);
        var verifier = host.Verifier();
        var ticket = (await verifier.BeginAsync(FaceHost.Wish(Rosa), default)).Value;
        host.Simulator.Sessions.Try(ticket.PhoneToken!, Rosa);

        var reading = await verifier.ReadAsync(new FaceQuestion(ticket.ProviderSession, RosaHash, null), default);

        Assert.Equal((FaceDecision.NoMatch, "ReferenceDiffers"), (reading.Value.Decision, reading.Value.Reason));
    }

    [Fact]
    public async Task Subscription_without_approval_and_wrong_key_are_told_apart()
    {
        await using var host = await FaceHost.StartAsync();
        host.Simulator.Script.Add(FaceFaultKind.NotApproved);

        Assert.Equal("face.not-approved", (await host.Verifier().BeginAsync(FaceHost.Wish(Rosa), default)).Error?.Code);
        Assert.Equal("face.unavailable", (await host.Verifier("wrong").BeginAsync(FaceHost.Wish(Rosa), default)).Error?.Code);
    }

    [Fact]
    public async Task Reference_that_is_no_image_or_shows_nobody_begins_nothing()
    {
        await using var host = await FaceHost.StartAsync();

        var nobody = await host.Verifier().BeginAsync(FaceHost.Wish(SamplePhotos.Of("rosa", "sinrostro")!), default);
        var nonsense = await host.Verifier().BeginAsync(FaceHost.Wish(new byte[2000]), default);

        Assert.Equal(("face.photo-invalid", "face.photo-invalid"), (nobody.Error?.Code, nonsense.Error?.Code));
    }
}
