using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Bulk;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.UnitTests.Bulk;

public sealed class BulkCursorTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _log = [];
    private Count _stored = new(0, 5);

    private sealed record Count(int Done, int Of);

    private BulkJob<Count> Job(TimeSpan each, Func<int, Error?>? refuse = null) =>
        new(
            _ => Task.FromResult(new Snapshot<Count>("j", _stored)),
            state => state.Done == state.Of,
            (before, isLast, _) =>
            {
                _clock.Advance(each);
                if (refuse?.Invoke(before.State!.Done) is { } error)
                {
                    return Task.FromResult<Result<Count>>(error);
                }

                _stored = before.State! with { Done = before.State!.Done + 1 };
                _log.Add(isLast ? $"{_stored.Done} last" : $"{_stored.Done}");
                return Task.FromResult<Result<Count>>(_stored);
            }
        )
        {
            Settle = (state, _) =>
            {
                _log.Add($"settle {state.Done}");
                return Task.FromResult<Result<Done>>(Done.Value);
            },
        };

    [Fact]
    public async Task Slices_follow_each_other_and_what_each_owes_is_settled_before_the_next()
    {
        Assert.Equal(MessageOutcome.Done, await new BulkCursor(_clock).RunAsync(Job(TimeSpan.FromSeconds(1)), default));

        string[] expected = ["settle 0", "1", "settle 1", "2", "settle 2", "3", "settle 3", "4", "settle 4", "5", "settle 5"];
        Assert.Equal(expected, _log);
    }

    [Fact]
    public async Task Turn_ends_after_a_minute_and_says_so_to_the_last_slice()
    {
        Assert.Equal(MessageOutcome.Done, await new BulkCursor(_clock).RunAsync(Job(TimeSpan.FromSeconds(40)), default));

        Assert.Equal(["settle 0", "1", "settle 1", "2", "settle 2", "3 last"], _log);
    }

    [Fact]
    public async Task Slower_worker_stops_and_every_other_failure_brings_the_message_again()
    {
        var cursor = new BulkCursor(_clock);
        var failed = new Error("x.down", ErrorKind.Unavailable);

        Assert.Equal(MessageOutcome.Done, await cursor.RunAsync(Job(default, _ => StorageErrors.PreconditionFailed), default));
        Assert.Equal(MessageOutcome.Retry(failed), await cursor.RunAsync(Job(default, _ => failed), default));
        Assert.Equal(0, _stored.Done);
    }

    [Fact]
    public async Task Storage_that_does_not_answer_a_commit_is_waited_for()
    {
        var stalls = 3;
        var job = Job(default, _ => stalls-- > 0 ? throw new TimeoutException() : (Error?)null);

        var run = new BulkCursor(_clock).RunAsync(job, default);
        for (var step = 0; step < 1_000 && !run.IsCompleted; step++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(run, Task.Delay(2));
        }

        Assert.Equal(MessageOutcome.Done, await run);
        Assert.Equal(5, _stored.Done);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(-1, 0)]
    public async Task Watch_goes_on_only_where_nobody_has_moved(int seen, int done)
    {
        await new BulkCursor(_clock).WatchAsync(Job(default), state => state.Done > seen, default);

        Assert.Equal(done, _stored.Done);
    }
}
