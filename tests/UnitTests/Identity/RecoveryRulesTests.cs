using Serverless.App.Identity.Recovery;

namespace Serverless.UnitTests.Identity;

/// <summary>The order of the way back after phone and number were lost.</summary>
public sealed class RecoveryRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly LostAccount Lost = new("r1", "a1", "m1", "device", "c1", Noon, Noon + RecoveryRules.Life);

    [Fact]
    public void Face_comes_after_the_number_and_before_the_end()
    {
        var proved = RecoveryRules.ProveNumber(Lost, Noon.AddMinutes(1)).Value;
        var done = RecoveryRules.Finish(proved, "face-1", Noon.AddMinutes(2));

        Assert.Equal("identity.recovery-number-first", RecoveryRules.MayShowFace(Lost, Noon).Error?.Code);
        Assert.True(RecoveryRules.MayShowFace(proved, Noon.AddMinutes(1)).IsSuccess);
        Assert.Equal("identity.recovery-over", RecoveryRules.MayShowFace(done, Noon.AddMinutes(3)).Error?.Code);
        Assert.Equal("identity.recovery-over", RecoveryRules.MayShowFace(proved, Lost.ExpiresAt).Error?.Code);
        Assert.Equal("identity.recovery-over", RecoveryRules.ProveNumber(Lost, Lost.ExpiresAt).Error?.Code);
    }

    [Fact]
    public void Finished_once_it_keeps_its_face_and_its_time()
    {
        var done = RecoveryRules.Finish(Lost, "face-1", Noon);

        Assert.Equal(done, RecoveryRules.Finish(done, "face-2", Noon.AddHours(1)));
        Assert.Equal(done, RecoveryRules.ProveNumber(done, Noon).Value);
    }
}
