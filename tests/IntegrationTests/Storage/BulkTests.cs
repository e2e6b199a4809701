using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;

namespace Serverless.IntegrationTests.Storage;

public sealed class BulkJobsTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    private async Task<BulkJobs> JobsAsync() => new(new StorageClients(await AzuriteAccount.CreateAsync(Ledger.Manifest)), _clock);

    private static Func<long, CancellationToken, IAsyncEnumerable<JobItem<long>>> Items(long count) =>
        (from, _) =>
        {
            async IAsyncEnumerable<JobItem<long>> Read()
            {
                for (var i = from; i < count; i++)
                {
                    yield return new JobItem<long>(i, i + 1);
                }

                await Task.CompletedTask;
            }

            return Read();
        };

    [Fact]
    public async Task Slices_of_a_thousand_reach_every_item_once()
    {
        var jobs = await JobsAsync();
        var seen = new ConcurrentBag<long>();
        var slices = 0;
        for (var done = false; !done; slices++)
        {
            done = (
                await jobs.RunSliceAsync(
                    "j",
                    Items(2_100),
                    (item, _) =>
                    {
                        seen.Add(item);
                        return Task.CompletedTask;
                    },
                    default
                )
            ).Value.IsDone;
        }

        Assert.Equal(3, slices);
        Assert.Equal(Enumerable.Range(0, 2_100).Select(i => (long)i), seen.Order());
    }

    [Fact]
    public async Task Slice_ends_after_a_minute_and_the_next_goes_on()
    {
        var jobs = await JobsAsync();
        Task Slow(long item, CancellationToken _)
        {
            if (item == 5)
            {
                _clock.Advance(TimeSpan.FromSeconds(61));
            }

            return Task.CompletedTask;
        }

        var first = await jobs.RunSliceAsync("j", Items(400), Slow, default);
        var second = await jobs.RunSliceAsync("j", Items(400), Slow, default);

        Assert.Equal((125, false), (first.Value.Position, first.Value.IsDone));
        Assert.Equal((400, true), (second.Value.Position, second.Value.IsDone));
    }

    [Fact]
    public async Task Item_that_throws_keeps_what_went_before()
    {
        var jobs = await JobsAsync();
        Task Fails(long item, CancellationToken _) => item == 200 ? throw new IOException("storage is down") : Task.CompletedTask;

        await Assert.ThrowsAsync<IOException>(() => jobs.RunSliceAsync("j", Items(400), Fails, default));
        var after = await jobs.FindAsync("j", default);
        var healed = await jobs.RunSliceAsync("j", Items(400), (_, _) => Task.CompletedTask, default);

        Assert.Equal((125, false), (after!.Position, after.IsDone));
        Assert.True(healed.Value.IsDone);
    }

    [Fact]
    public async Task Second_worker_is_sent_away_until_the_lease_runs_out()
    {
        var jobs = await JobsAsync();
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = jobs.RunSliceAsync(
            "j",
            Items(1),
            (_, _) =>
            {
                entered.SetResult();
                return release.Task;
            },
            default
        );
        await entered.Task;

        var second = await jobs.RunSliceAsync("j", Items(1), (_, _) => Task.CompletedTask, default);
        _clock.Advance(TimeSpan.FromMinutes(3));
        var third = await jobs.RunSliceAsync("j", Items(1), (_, _) => Task.CompletedTask, default);
        release.SetResult();

        Assert.Equal("platform.job-busy", second.Error!.Code);
        Assert.True(third.Value.IsDone);
        Assert.Equal("platform.job-busy", (await first).Error!.Code);
    }
}

public sealed class RostersTests
{
    [Fact]
    public async Task Ids_come_back_once_each_however_often_they_were_added()
    {
        var rosters = new Rosters(new StorageClients(await AzuriteAccount.CreateAsync(Ledger.Manifest)));
        string[] ids = [.. Enumerable.Range(0, 300).Select(i => $"member-{i:D4}")];

        await Task.WhenAll(rosters.AddAsync("members", ids, default), rosters.AddAsync("members", ids[..100], default));
        await rosters.AddAsync("members", ids[..1], default);

        var read = new List<string>();
        await foreach (var id in rosters.ReadAsync("members", default))
        {
            read.Add(id);
        }

        Assert.Equal(ids, read.Order(StringComparer.Ordinal));
    }
}
