using CsCheck;
using Serverless.App.Identity.Sessions;

namespace Serverless.UnitTests.Identity;

public sealed class SessionRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly Session SignedIn = new("s1", "a1", "m1", "device-1", Noon, Noon.AddDays(30));

    [Fact]
    public void Refresh_with_the_current_token_moves_to_its_successor()
    {
        var outcome = SessionRules.Refresh(SignedIn, 1, "device-1", Noon.AddMinutes(9));

        Assert.Null(outcome.Refusal);
        Assert.Equal(2, outcome.Session.Generation);
    }

    [Fact]
    public void Refresh_again_because_the_answer_was_lost_gets_the_same_successor()
    {
        var first = SessionRules.Refresh(SignedIn, 1, "device-1", Noon).Session;

        var again = SessionRules.Refresh(first, 1, "device-1", Noon.AddSeconds(59));

        Assert.Null(again.Refusal);
        Assert.Equal(first, again.Session);
        Assert.False(again.Changed);
    }

    [Fact]
    public void Refresh_with_an_old_token_after_its_successor_was_used_ends_the_family()
    {
        var first = SessionRules.Refresh(SignedIn, 1, "device-1", Noon).Session;
        var second = SessionRules.Refresh(first, 2, "device-1", Noon.AddSeconds(5)).Session;

        var stolen = SessionRules.Refresh(second, 1, "device-1", Noon.AddSeconds(10));

        Assert.Equal(SessionRules.Ended, stolen.Refusal);
        Assert.Equal("refresh-reused", stolen.Session.RevokedBecause);
    }

    [Theory]
    [InlineData(1, "device-1", 60)]
    [InlineData(2, "device-2", 1)]
    [InlineData(1, "device-2", 1)]
    [InlineData(3, "device-1", 1)]
    [InlineData(0, "device-1", 1)]
    public void Refresh_late_from_another_device_or_with_a_token_never_issued_ends_the_family(int generation, string device, int seconds)
    {
        var first = SessionRules.Refresh(SignedIn, 1, "device-1", Noon).Session;

        var outcome = SessionRules.Refresh(first, generation, device, Noon.AddSeconds(seconds));

        Assert.Equal(SessionRules.Ended, outcome.Refusal);
        Assert.NotNull(outcome.Session.RevokedAt);
    }

    [Fact]
    public void Ended_session_stays_ended_whatever_is_shown() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 100_000], Gen.Bool)
            .Sample(
                (generation, seconds, sameDevice) =>
                {
                    var ended = SessionRules.Revoke(SignedIn with { Generation = 3 }, "signed-out", Noon);
                    var outcome = SessionRules.Refresh(ended, generation, sameDevice ? "device-1" : "x", Noon.AddSeconds(seconds));
                    Assert.Equal(SessionRules.Ended, outcome.Refusal);
                    Assert.Equal(ended, outcome.Session);
                    Assert.False(outcome.Changed);
                }
            );

    [Fact]
    public void Session_past_its_life_is_not_refreshed()
    {
        var outcome = SessionRules.Refresh(SignedIn, 1, "device-1", Noon.AddDays(30));

        Assert.Equal(SessionRules.Ended, outcome.Refusal);
        Assert.False(SessionRules.IsLive(SignedIn, Noon.AddDays(30)));
    }
}
