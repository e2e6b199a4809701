using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Messaging.Retention;
using Serverless.Platform.Storage;
using Serverless.TestKit;

namespace Serverless.IntegrationTests.Messaging;

/// <summary>What is kept about messages goes when its time is over, and nothing younger goes with it.</summary>
public sealed class ForgetMessagesTests
{
    private static readonly DateTimeOffset Start = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Start);

    [Fact]
    public async Task Old_attempts_rejections_and_bodies_go_and_young_ones_stay()
    {
        var clients = new StorageClients(await AzuriteAccount.CreateAsync(StorageManifest.Platform));
        await WriteAsync(clients, "old");
        _clock.Advance(TimeSpan.FromDays(91));
        await WriteAsync(clients, "young");
        var forget = new ForgetMessages(clients, _clock, NullLogger<ForgetMessages>.Instance);

        var first = await forget.RunAsync(TimeSpan.FromMinutes(4), default);
        var second = await forget.RunAsync(TimeSpan.FromMinutes(4), default);

        Assert.Equal((new Forgotten(1, 1, 1), new Forgotten(0, 0, 0)), (first, second));
        Assert.Equal((1, 1, 1), await LeftAsync(clients));
    }

    [Fact]
    public async Task Run_without_time_left_leaves_the_rest_for_tomorrow()
    {
        var clients = new StorageClients(await AzuriteAccount.CreateAsync(StorageManifest.Platform));
        await WriteAsync(clients, "old");
        _clock.Advance(TimeSpan.FromDays(91));
        var forget = new ForgetMessages(clients, _clock, NullLogger<ForgetMessages>.Instance);

        var none = await forget.RunAsync(TimeSpan.Zero, default);
        var rest = await forget.RunAsync(TimeSpan.FromMinutes(4), default);

        Assert.Equal((0, 1), (none.Bodies, rest.Bodies));
    }

    private async Task WriteAsync(StorageClients clients, string id)
    {
        var now = _clock.GetUtcNow();
        var message = new OutgoingMessage(
            id,
            "sample.thing-done",
            "/sample",
            now,
            1,
            System.Text.Encoding.UTF8.GetBytes($"\"{new string('x', 64 * 1024)}\"")
        );
        await new AttemptTable(clients.Table(AttemptTable.Table)).FindOrAddAsync(
            new IncomingMessage(id, "sample.thing-done", "/sample", now, 1, default),
            null,
            now,
            default
        );
        await new RejectionLog(clients.Table(RejectionLog.Table), _clock).AddAsync(
            "poison",
            "bulk",
            "x",
            System.Text.Encoding.UTF8.GetBytes(id),
            default
        );
        await new ClaimCheck(clients.Container(ClaimCheck.Container)).WriteAsync(message, default);
    }

    private static async Task<(int Attempts, int Rejections, int Bodies)> LeftAsync(StorageClients clients) =>
        (
            await clients.Table(AttemptTable.Table).QueryAsync<TableEntity>().CountAsync(),
            await clients.Table(RejectionLog.Table).QueryAsync<TableEntity>().CountAsync(),
            await clients.Container(ClaimCheck.Container).GetBlobsAsync().CountAsync()
        );
}
