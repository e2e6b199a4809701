using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Credits.Products;

namespace Serverless.UnitTests.Credits.Products;

public sealed class CreditTablesInForceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 17, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Noon);
    private Func<Task<Catalogue>> _storage = () => Task.FromResult(CatalogueStore.Shipped());
    private int _reads;

    [Fact]
    public async Task D17_Tables_are_read_again_after_half_a_minute()
    {
        var tables = Tables();
        var first = await tables.ReadAsync(default);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Same(first, await tables.ReadAsync(default));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.NotSame(first, await tables.ReadAsync(default));
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task D17_Storage_that_fails_is_asked_every_half_minute_while_the_old_tables_serve()
    {
        var tables = Tables();
        var first = await tables.ReadAsync(default);
        _storage = () => Task.FromException<Catalogue>(new IOException("down"));
        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Same(first, await tables.ReadAsync(default));
        Assert.Same(first, await tables.ReadAsync(default));
        Assert.Equal(2, _reads);

        _storage = () => Task.FromResult(CatalogueStore.Shipped());
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.NotSame(first, await tables.ReadAsync(default));
    }

    [Fact]
    public async Task D17_Storage_that_is_slow_is_read_once_for_all_and_keeps_nobody_for_more_than_a_second()
    {
        var tables = Tables();
        var first = await tables.ReadAsync(default);
        var slow = new TaskCompletionSource<Catalogue>();
        _storage = () => slow.Task;
        _time.Advance(TimeSpan.FromSeconds(31));
        var asking = Enumerable.Range(0, 20).Select(_ => tables.ReadAsync(default).AsTask()).ToList();
        Assert.DoesNotContain(asking, task => task.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.All(await Task.WhenAll(asking), answer => Assert.Same(first, answer));
        Assert.Equal(2, _reads);

        slow.SetResult(CatalogueStore.Shipped());
        Assert.NotSame(first, await tables.ReadAsync(default));
    }

    /// <summary>A version in force from today may have been published after these were read, half a minute or ten minutes ago.</summary>
    [Theory]
    [InlineData("2026-05-05T04:59:40Z", 0)]
    [InlineData("2026-05-05T04:55:00Z", 290)]
    public async Task D17_Nothing_read_before_midnight_in_Lima_serves_after_it(string readAt, int secondsUntilStorageFails)
    {
        _time.SetUtcNow(DateTimeOffset.Parse(readAt, System.Globalization.CultureInfo.InvariantCulture));
        var tables = Tables();
        var first = await tables.ReadAsync(default);
        _storage = () => Task.FromException<Catalogue>(new IOException("down"));
        _time.Advance(TimeSpan.FromSeconds(secondsUntilStorageFails));
        Assert.Same(first, await tables.ReadAsync(default));
        _time.Advance(TimeSpan.FromSeconds(25));

        await Assert.ThrowsAsync<IOException>(() => tables.ReadAsync(default).AsTask());
    }

    /// <summary>A version in force from today was published yesterday, perhaps after these tables were read.</summary>
    [Theory]
    [InlineData("2026-05-05T04:55:00Z", 6)]
    [InlineData("2026-05-04T17:00:00Z", 10)]
    public async Task D17_Tables_of_yesterday_or_older_than_ten_minutes_do_not_serve(string readAt, int minutesLater)
    {
        _time.SetUtcNow(DateTimeOffset.Parse(readAt, System.Globalization.CultureInfo.InvariantCulture));
        var tables = Tables();
        await tables.ReadAsync(default);
        _storage = () => Task.FromException<Catalogue>(new IOException("down"));
        _time.Advance(TimeSpan.FromMinutes(minutesLater));

        await Assert.ThrowsAsync<IOException>(() => tables.ReadAsync(default).AsTask());
    }

    private CreditTablesInForce Tables() =>
        new(
            _ =>
            {
                _reads++;
                return _storage();
            },
            _time,
            NullLogger<CreditTablesInForce>.Instance
        );
}
