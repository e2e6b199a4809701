using System.Net;
using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;

namespace Serverless.IntegrationTests.Hosting;

/// <summary>Decision 13 from the socket to the table: one key, one effect, one answer.</summary>
public sealed class IdempotencyTests : IAsyncLifetime
{
    private const string Key = "0f8fad5b-d9cb";
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
    private readonly DurableMailbox _mailbox = new();
    private StorageOptions _account = null!;

    public async Task InitializeAsync() => _account = await AzuriteAccount.CreateAsync(Ledger.Manifest);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Same_key_and_body_get_the_same_answer_and_one_effect()
    {
        await using var app = await OrderApp.StartAsync(Process());

        var first = await app.PostAsync(Key, 3);
        var again = await app.PostAsync(Key, 3);

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.False(first.Replayed);
        Assert.Equal(first with { Replayed = true }, again);
        Assert.Equal(1, await OrdersAsync());
    }

    [Fact]
    public async Task Same_key_with_another_body_is_422_and_changes_nothing()
    {
        await using var app = await OrderApp.StartAsync(Process());
        var first = await app.PostAsync(Key, 3);

        var other = await app.PostAsync(Key, 4);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Contains("platform.idempotency-key-reused", other.Body, StringComparison.Ordinal);
        Assert.Equal(first with { Replayed = true }, await app.PostAsync(Key, 3));
        Assert.Equal(1, await OrdersAsync());
    }

    [Fact]
    public async Task Another_key_is_another_order()
    {
        await using var app = await OrderApp.StartAsync(Process());

        var first = await app.PostAsync(Key, 3);
        var second = await app.PostAsync(Key + "2", 3);

        Assert.NotEqual(first.Location, second.Location);
        Assert.Equal(2, await OrdersAsync());
    }

    [Fact]
    public async Task Fifty_at_once_on_two_instances_are_one_order_with_one_answer()
    {
        await using var left = await OrderApp.StartAsync(Process());
        await using var right = await OrderApp.StartAsync(Process());

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(call => (call % 2 == 0 ? left : right).PostAsync(Key, 3)));

        Assert.Single(answers.Select(answer => (answer.Status, answer.Location, answer.Body)).Distinct());
        Assert.Equal(HttpStatusCode.Created, answers[0].Status);
        Assert.Single(answers, answer => !answer.Replayed);
        Assert.Equal(1, await OrdersAsync());
    }

    [Theory]
    [InlineData(Fault.CrashAfter)]
    [InlineData(Fault.CrashBefore)]
    public async Task Crash_around_the_commit_leaves_one_order_after_the_caller_tries_again(Fault crash)
    {
        var dying = new FaultTransport((_, call) => call.Contains("$batch", StringComparison.Ordinal) ? crash : Fault.None);
        await using (var first = await OrderApp.StartAsync(Process(dying)))
        {
            var lost = await first.PostAsync(Key, 3);
            Assert.Equal(HttpStatusCode.InternalServerError, lost.Status);
            Assert.True(dying.Died);
        }

        await using var next = await OrderApp.StartAsync(Process());
        var retried = await next.PostAsync(Key, 3);

        Assert.Equal(HttpStatusCode.Created, retried.Status);
        Assert.Equal(crash == Fault.CrashAfter, retried.Replayed);
        Assert.Equal(1, await OrdersAsync());
    }

    private StorageProcess Process(FaultTransport? network = null) => new(_account, Ledger.Routes, _mailbox.For(network), _clock, network);

    /// <summary>Committed orders as the table holds them: one event each.</summary>
    private async Task<int> OrdersAsync()
    {
        var count = 0;
        await foreach (var row in new StorageClients(_account).Table("Ledger").QueryAsync<Azure.Data.Tables.TableEntity>())
        {
            count += row.RowKey.StartsWith("e|", StringComparison.Ordinal) ? 1 : 0;
        }

        return count;
    }
}
