using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;
using Serverless.Platform.Hosting.Process;

namespace Serverless.UnitTests.Hosting;

public sealed class ParentWatchTests
{
    private const int FirstParent = 4711;
    private readonly FakeTimeProvider _clock = new();
    private readonly Mock<IHostApplicationLifetime> _lifetime = new();
    private int _parent = FirstParent;

    [Fact]
    public async Task Parent_that_stays_lets_the_handler_run()
    {
        using var watch = await WatchAsync();

        await TicksAsync(watch, 60);

        Assert.False(watch.ParentGone);
        _lifetime.Verify(lifetime => lifetime.StopApplication(), Times.Never);
        await watch.StopAsync(default);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(812)]
    public async Task Orphan_stops_whoever_adopts_it(int adoptedBy)
    {
        using var watch = await WatchAsync();
        await TicksAsync(watch, 3);

        _parent = adoptedBy;
        await EndAsync(watch);

        Assert.True(watch.ParentGone);
        _lifetime.Verify(lifetime => lifetime.StopApplication(), Times.Once);
    }

    [Fact]
    public async Task Parent_that_died_before_the_watch_began_is_missed_at_once()
    {
        _parent = 1;
        using var watch = await WatchAsync();

        await EndAsync(watch);

        Assert.True(watch.ParentGone);
    }

    private async Task<ParentWatch> WatchAsync()
    {
        var watch = new ParentWatch(FirstParent, () => _parent, _clock, _lifetime.Object, NullLogger<ParentWatch>.Instance);
        await watch.StartAsync(default);
        return watch;
    }

    /// <summary>A tick may come before the watch has its timer; then the next one counts.</summary>
    private async Task EndAsync(ParentWatch watch)
    {
        for (var tick = 0; tick < 500 && !watch.ExecuteTask!.IsCompleted; tick++)
        {
            _clock.Advance(ParentWatch.Interval);
            await Task.WhenAny(watch.ExecuteTask, Task.Delay(20));
        }
    }

    private async Task TicksAsync(ParentWatch watch, int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            _clock.Advance(ParentWatch.Interval);
            await Task.Yield();
        }

        Assert.False(watch.ExecuteTask!.IsCompleted);
    }
}
