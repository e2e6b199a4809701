using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Hosting.Limits;
using Serverless.Platform.Storage;
using Serverless.TestKit;

namespace Serverless.IntegrationTests.Hosting;

public sealed class StoredRateCounterTests : IAsyncLifetime
{
    private static readonly RateLimitPolicy Ten = new("codes", 10, TimeSpan.FromMinutes(10));
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
    private StorageOptions _account = null!;

    public async Task InitializeAsync() => _account = await AzuriteAccount.CreateAsync(StorageManifest.Platform);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Parallel_takes_of_several_instances_never_exceed_the_permits()
    {
        var instances = Enumerable.Range(0, 4).Select(_ => Instance()).ToList();

        var takes = Enumerable.Range(0, 80).Select(take => instances[take % 4].TakeAsync(Ten, "member-1", default));
        var parallel = (await Task.WhenAll(takes)).Count(wait => wait is null);
        var afterwards = await TakenInARowAsync(instances[0], 20);

        Assert.InRange(parallel, 1, Ten.Permits);
        Assert.Equal(Ten.Permits, parallel + afterwards);
    }

    [Fact]
    public async Task Refusal_says_how_long_the_window_lasts_and_the_next_window_is_fresh()
    {
        var counter = Instance();
        _clock.Advance(TimeSpan.FromMinutes(4));
        await TakenInARowAsync(counter, Ten.Permits);

        var refused = await counter.TakeAsync(Ten, "member-1", default);
        _clock.Advance(refused!.Value);

        Assert.Equal(TimeSpan.FromMinutes(6), refused);
        Assert.Equal(Ten.Permits, await TakenInARowAsync(counter, 20));
    }

    [Fact]
    public async Task Principals_and_policies_do_not_touch()
    {
        var counter = Instance();
        await TakenInARowAsync(counter, Ten.Permits);

        Assert.Null(await counter.TakeAsync(Ten, "member-2", default));
        Assert.Null(await counter.TakeAsync(Ten with { Name = "logins" }, "member-1", default));
        Assert.NotNull(await counter.TakeAsync(Ten, "member-1", default));
    }

    [Fact]
    public async Task Stored_keys_tell_nobody_who_is_counted()
    {
        await Instance().TakeAsync(Ten, "https://issuer 40251738", default);

        var rows = new StorageClients(_account).Table(StoredRateCounter.Table).QueryAsync<Azure.Data.Tables.TableEntity>();

        await foreach (var row in rows)
        {
            Assert.DoesNotContain("40251738", string.Join(' ', row.Select(column => $"{column.Value}")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Lost_answers_cost_permits_and_never_give_more()
    {
        var drops = new FaultTransport((call, _) => call % 3 == 0 ? Fault.DropAnswer : Fault.None);
        var counter = Instance(drops);

        var taken = await TakenInARowAsync(counter, 30);

        Assert.InRange(taken, 1, Ten.Permits);
    }

    [Fact]
    public async Task Missing_table_is_an_error_and_not_a_refusal()
    {
        var counter = new StoredRateCounter(() => new StorageClients(_account).Table("NobodyMadeThis"), _clock);

        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => counter.TakeAsync(Ten, "member-1", default));
    }

    private StoredRateCounter Instance(FaultTransport? network = null)
    {
        var clients = new StorageClients(_account, network);
        return new(() => clients.Table(StoredRateCounter.Table), _clock);
    }

    private static async Task<int> TakenInARowAsync(StoredRateCounter counter, int takes)
    {
        var taken = 0;
        for (var take = 0; take < takes; take++)
        {
            taken += await counter.TakeAsync(Ten, "member-1", default) is null ? 1 : 0;
        }

        return taken;
    }
}
