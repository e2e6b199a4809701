using Azure;
using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Bulk;

namespace Serverless.UnitTests.Bulk;

public sealed class BulkLanesTests
{
    private readonly FakeTimeProvider _clock = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    [Fact]
    public async Task Every_item_is_worked_once_and_sixteen_at_most_at_a_time()
    {
        var lanes = new BulkLanes(_clock);
        var (seen, now, most) = (new int[500], 0, 0);

        await lanes.RunAsync(
            seen.Length,
            async (index, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref now));
                await Task.Yield();
                Interlocked.Increment(ref seen[index]);
                Interlocked.Decrement(ref now);
            },
            default
        );

        Assert.All(seen, times => Assert.Equal(1, times));
        Assert.InRange(most, 1, BulkLanes.Most);
    }

    private static Exception Named(string stall) =>
        stall switch
        {
            "busy" => new RequestFailedException(503, "busy"),
            "throttled" => new RequestFailedException(429, "slower"),
            "silent" => new TaskCanceledException("no answer in time"),
            "broken" => new IOException("the connection broke"),
            _ => new AggregateException(new TaskCanceledException(), new HttpRequestException()),
        };

    [Theory]
    [InlineData("busy")]
    [InlineData("throttled")]
    [InlineData("silent")]
    [InlineData("broken")]
    [InlineData("several")]
    public async Task Storage_that_does_not_answer_is_asked_again_and_with_half_the_lanes(string stall)
    {
        var lanes = new BulkLanes(_clock);
        var (failures, done) = (3, 0);

        var run = lanes.RunAsync(
            40,
            (_, _) =>
            {
                if (Interlocked.Decrement(ref failures) >= 0)
                {
                    throw Named(stall);
                }

                Interlocked.Increment(ref done);
                return Task.CompletedTask;
            },
            default
        );
        await PassAsync(run);

        Assert.Equal(40, done);
        Assert.Equal(BulkLanes.Most / 2, lanes.Width);
        await lanes.RunAsync(1, (_, _) => Task.CompletedTask, default);
        Assert.Equal(BulkLanes.Most, lanes.Width);
    }

    [Fact]
    public async Task Storage_that_stays_away_ends_the_slice_with_its_failure_after_five_minutes()
    {
        var lanes = new BulkLanes(_clock);
        var began = _clock.GetUtcNow();

        var run = lanes.RunAsync(40, (_, _) => throw new RequestFailedException(503, "busy"), default);
        var failure = await Record.ExceptionAsync(() => PassAsync(run));

        Assert.IsType<RequestFailedException>(failure);
        Assert.InRange(_clock.GetUtcNow() - began, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(60));
        Assert.Equal(1, lanes.Width);
    }

    [Fact]
    public async Task Failure_of_ours_ends_the_slice_at_once_and_is_what_the_caller_sees()
    {
        var lanes = new BulkLanes(_clock);
        var started = 0;

        var run = lanes.RunAsync(
            1000,
            async (index, cancellation) =>
            {
                Interlocked.Increment(ref started);
                _ = index == 5 ? throw new InvalidDataException("no such copy") : true;
                await Task.Delay(Timeout.Infinite, cancellation);
            },
            default
        );

        Assert.IsType<InvalidDataException>(await Record.ExceptionAsync(() => run));
        Assert.InRange(started, 1, BulkLanes.Most);
    }

    /// <summary>Lets time pass until the run is over.</summary>
    private async Task PassAsync(Task run)
    {
        for (var step = 0; step < 5_000 && !run.IsCompleted; step++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(run, Task.Delay(2));
        }

        await run;
    }
}
