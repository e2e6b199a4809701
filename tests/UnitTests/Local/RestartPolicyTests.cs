using Microsoft.Extensions.Time.Testing;
using Serverless.Local.Handler;

namespace Serverless.UnitTests.Local;

public sealed class RestartPolicyTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Exit_code_0_is_left_dead() => Assert.Equal(AfterExit.LeaveDead, new RestartPolicy(_clock).Decide(0));

    [Fact]
    public void Third_failure_in_thirty_minutes_gives_up()
    {
        var policy = new RestartPolicy(_clock);

        Assert.Equal(AfterExit.Restart, policy.Decide(1));
        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(AfterExit.Restart, policy.Decide(137));
        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(AfterExit.GiveUp, policy.Decide(1));
    }

    [Fact]
    public void Failures_older_than_thirty_minutes_are_forgotten()
    {
        var policy = new RestartPolicy(_clock);

        foreach (var _ in Enumerable.Range(0, 10))
        {
            Assert.Equal(AfterExit.Restart, policy.Decide(1));
            _clock.Advance(TimeSpan.FromMinutes(16));
        }
    }

    [Fact]
    public void Intended_restarts_do_not_count()
    {
        var policy = new RestartPolicy(_clock);

        Assert.All(Enumerable.Range(0, 10), _ => Assert.Equal(AfterExit.Restart, policy.Decide(200)));
        Assert.Equal(AfterExit.Restart, policy.Decide(1));
    }
}
