using Serverless.App.Identity.Face;

namespace Serverless.UnitTests.Identity.Face;

/// <summary>A passed face authorises one act: this one, on this device, soon, once.</summary>
public sealed class FaceFreshnessTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly FaceNeed Need = new(
        "contracts.sign-document",
        "hash-1",
        "device-1",
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(24)
    );

    [Fact]
    public void Match_for_this_act_counts() => Assert.NotNull(FaceRules.Fresh(Profile(Passed), Need, "command-1", Noon));

    [Fact]
    public void Nobody_without_a_profile_passes() => Assert.Null(FaceRules.Fresh(null, Need, "command-1", Noon));

    [Theory]
    [InlineData("membership.change-phone", "hash-1", "device-1")]
    [InlineData("contracts.sign-document", "hash-2", "device-1")]
    [InlineData("contracts.sign-document", "hash-1", "device-2")]
    public void Match_for_another_act_document_or_device_does_not_count(string operation, string hash, string device) =>
        Assert.Null(FaceRules.Fresh(Profile(Passed), new FaceNeed(operation, hash, device, Need.Within, Need.Reviewed), "command-1", Noon));

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public void Match_is_good_until_its_minutes_are_over(int minutes, bool counts) =>
        Assert.Equal(counts, FaceRules.Fresh(Profile(Passed), Need, "command-1", Noon.AddMinutes(minutes)) is not null);

    [Fact]
    public void Match_that_another_command_used_up_does_not_count_and_the_same_command_may_come_late()
    {
        var spent = FaceRules.Spend(Profile(Passed), Passed.Id, "command-1").Value;

        Assert.Null(FaceRules.Fresh(spent, Need, "command-2", Noon));
        Assert.NotNull(FaceRules.Fresh(spent, Need, "command-1", Noon.AddHours(1)));
        Assert.Equal("identity.face-needed", FaceRules.Spend(spent, Passed.Id, "command-2").Error?.Code);
    }

    [Theory]
    [InlineData(null, 0, "device-1", "hash-1", false)]
    [InlineData("accept-1", 14, "device-1", "hash-1", true)]
    [InlineData("accept-1", 15, "device-1", "hash-1", false)]
    [InlineData("accept-1", 0, "device-2", "hash-1", false)]
    [InlineData("accept-1", 0, "device-1", "hash-2", false)]
    public void Match_that_the_step_before_used_up_counts_for_its_very_act_device_and_time(
        string? spentBy,
        int minutes,
        string device,
        string hash,
        bool counts
    )
    {
        var need = Need with { Device = device, OperationHash = hash };

        var earlier = FaceRules.Earlier(Profile(Passed with { SpentBy = spentBy }), need, Noon.AddMinutes(minutes));

        Assert.Equal(counts, earlier is not null);
    }

    [Fact]
    public void Everything_but_a_match_counts_for_nothing() =>
        Assert.All(
            Enum.GetValues<FaceSessionStatus>().Where(status => status != FaceSessionStatus.Matched),
            status => Assert.Null(FaceRules.Fresh(Profile(Passed with { Status = status }), Need, null, Noon))
        );

    private static FaceSession Passed =>
        new(
            "face-1",
            FacePurpose.Operation,
            Need.Operation,
            Need.OperationHash,
            Need.Device,
            new FaceConsent("2026-01", "text-hash", "app", Noon),
            Noon.AddMinutes(-2),
            Noon.AddMinutes(13)
        )
        {
            Status = FaceSessionStatus.Matched,
            DecidedAt = Noon,
            ResultHash = "result-hash",
        };

    private static FaceProfile Profile(FaceSession session) => new("profile-1", "member-1") { Sessions = [session] };
}
