using System.Diagnostics;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Serverless.Local.Azurite;
using Serverless.Local.Host;
using Serverless.TestKit;
using Serverless.TestKit.Order;

namespace Serverless.IntegrationTests.Storage;

/// <summary>What messages-by-queue.js and bodies-together.js took over from Azurite behaves as in the service.</summary>
[TakesSeconds(15)]
public sealed class AzuriteQueueTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(1);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("azurite-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Messages_come_in_the_order_in_which_they_became_visible()
    {
        var queue = await QueueAsync();
        var hidden = (await queue.SendMessageAsync("late", visibilityTimeout: Hidden)).Value;
        foreach (var number in Enumerable.Range(0, 40))
        {
            await queue.SendMessageAsync($"{number}");
        }

        var peeked = (await queue.PeekMessagesAsync(32)).Value;
        var first = (await queue.ReceiveMessagesAsync(32, Hidden)).Value;
        var second = (await queue.ReceiveMessagesAsync(32, Hidden)).Value;
        await queue.UpdateMessageAsync(hidden.MessageId, hidden.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        var late = Assert.Single((await queue.ReceiveMessagesAsync(32, Hidden)).Value);

        Assert.Equal(Enumerable.Range(0, 32).Select(number => $"{number}"), peeked.Select(message => message.Body.ToString()));
        Assert.Equal(
            Enumerable.Range(0, 40).Select(number => $"{number}"),
            first.Concat(second).Select(message => message.Body.ToString())
        );
        Assert.Equal("late", late.Body.ToString());
    }

    [Fact]
    public async Task Message_that_is_put_back_comes_again_and_one_that_is_deleted_does_not()
    {
        var queue = await QueueAsync();
        await queue.SendMessageAsync("again");
        await queue.SendMessageAsync("gone");
        var taken = (await queue.ReceiveMessagesAsync(2, Hidden)).Value;
        var put = (await queue.UpdateMessageAsync(taken[0].MessageId, taken[0].PopReceipt, visibilityTimeout: TimeSpan.Zero)).Value;
        await queue.DeleteMessageAsync(taken[1].MessageId, taken[1].PopReceipt);

        var again = Assert.Single((await queue.ReceiveMessagesAsync(32, Hidden)).Value);

        Assert.Equal(("again", 2L), (again.Body.ToString(), again.DequeueCount));
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => queue.DeleteMessageAsync(again.MessageId, put.PopReceipt));
        Assert.Equal("PopReceiptMismatch", stale.ErrorCode);
        await queue.DeleteMessageAsync(again.MessageId, again.PopReceipt);
        var twice = await Assert.ThrowsAsync<RequestFailedException>(() => queue.DeleteMessageAsync(again.MessageId, again.PopReceipt));
        Assert.Equal("MessageNotFound", twice.ErrorCode);
        Assert.Equal(0, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task Messages_expire_and_a_queue_that_is_cleared_or_made_anew_is_empty()
    {
        var queue = await QueueAsync();
        await queue.SendMessageAsync("expires", timeToLive: TimeSpan.FromSeconds(1));
        await queue.SendMessageAsync("stays", timeToLive: TimeSpan.FromSeconds(-1));
        await UntilAsync(async () => (await queue.PeekMessagesAsync(32)).Value.Length == 1);
        Assert.Equal("stays", (await queue.PeekMessageAsync()).Value.Body.ToString());

        await queue.ClearMessagesAsync();
        Assert.Empty((await queue.ReceiveMessagesAsync(32)).Value);

        await queue.SendMessageAsync("old");
        await queue.DeleteAsync();
        await queue.CreateAsync();
        await queue.SendMessageAsync("new");
        Assert.Equal("new", Assert.Single((await queue.ReceiveMessagesAsync(32)).Value).Body.ToString());
    }

    [Fact]
    public async Task Receive_that_waits_is_answered_by_the_message_that_comes()
    {
        var queue = await QueueAsync();
        var listener = await ListenerAsync(queue);
        var waiting = listener.ReceiveMessagesAsync(16, Hidden);
        Assert.NotSame(waiting, await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromSeconds(1))));

        var began = TimeProvider.System.GetTimestamp();
        await queue.SendMessageAsync("here");
        var message = Assert.Single((await waiting).Value);

        Assert.Equal("here", message.Body.ToString());
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, Patience / 2);
    }

    [Fact]
    public async Task Receive_that_waits_is_answered_when_a_hidden_message_becomes_visible()
    {
        var queue = await QueueAsync();
        var listener = await ListenerAsync(queue);
        var began = TimeProvider.System.GetTimestamp();
        await queue.SendMessageAsync("hidden", visibilityTimeout: TimeSpan.FromSeconds(2));

        var message = Assert.Single((await listener.ReceiveMessagesAsync(16, Hidden)).Value);

        Assert.Equal("hidden", message.Body.ToString());
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.FromSeconds(1), Patience / 2);
    }

    [Fact]
    public async Task Listener_that_went_away_takes_no_message_with_it()
    {
        var queue = await QueueAsync();
        var listener = await ListenerAsync(queue);
        using var leaving = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listener.ReceiveMessagesAsync(16, Hidden, leaving.Token));

        await queue.SendMessageAsync("kept");

        Assert.Equal("kept", (await UntilOneAsync(queue)).Body.ToString());
    }

    /// <summary>Paused as a busy machine pauses it: what the listener asked is read when the listener has long gone.</summary>
    [Fact]
    public async Task Listener_that_went_away_before_it_was_heard_takes_no_message_with_it()
    {
        await using var emulator = await AzuriteServer.StartAsync(new(AzuriteAccount.ToolCache(), null), default);
        var queue = new QueueClient(emulator.ConnectionString, "busy", StorageClients.QueueOptions);
        await queue.CreateAsync();
        await queue.PeekMessageAsync();
        var listener = new QueueClient(emulator.ConnectionString, "busy", StorageClients.ListeningOptions(Patience));
        using var leaving = new CancellationTokenSource();

        await SignalAsync("STOP", emulator.ProcessId);
        var waiting = listener.ReceiveMessagesAsync(16, Hidden, leaving.Token);
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        var sending = queue.SendMessageAsync("kept");
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await SignalAsync("CONT", emulator.ProcessId);
        await sending;

        Assert.Equal("kept", (await UntilOneAsync(queue)).Body.ToString());
    }

    [Fact]
    public async Task Bodies_that_were_written_together_are_read_apart_after_a_restart()
    {
        var settings = new AzuriteSettings(AzuriteAccount.ToolCache(), _data.FullName);
        var sent = Enumerable.Range(1, 200).Select(number => new string((char)('a' + (number % 26)), number * 7) + number).ToList();
        await using (var first = await AzuriteServer.StartAsync(settings, default))
        {
            var queue = new QueueClient(first.ConnectionString, "bodies", StorageClients.QueueOptions);
            await queue.CreateAsync();
            await Task.WhenAll(sent.Select(body => queue.SendMessageAsync(body)));
        }

        await using var second = await AzuriteServer.StartAsync(settings, default);
        var received = new List<string>();
        var again = new QueueClient(second.ConnectionString, "bodies", StorageClients.QueueOptions);
        while ((await again.ReceiveMessagesAsync(32, Hidden)).Value is { Length: > 0 } some)
        {
            received.AddRange(some.Select(message => message.Body.ToString()));
        }

        Assert.Equal(sent.Order(StringComparer.Ordinal), received.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Receive_that_waits_does_not_hold_up_an_emulator_that_stops()
    {
        var settings = new AzuriteSettings(AzuriteAccount.ToolCache(), _data.FullName);
        var emulator = await AzuriteServer.StartAsync(settings, default);
        await new QueueClient(emulator.ConnectionString, "held", StorageClients.QueueOptions).CreateAsync();
        var listener = new QueueClient(emulator.ConnectionString, "held", StorageClients.ListeningOptions(TimeSpan.FromMinutes(1)));
        var waiting = listener.ReceiveMessagesAsync(16, Hidden);
        Assert.NotSame(waiting, await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromSeconds(1))));

        await emulator.DisposeAsync();

        Assert.Empty((await waiting.WaitAsync(Patience)).Value);
    }

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", ["-" + signal, $"{process}"]);
        await kill.WaitForExitAsync();
    }

    private static async Task<QueueClient> QueueAsync()
    {
        var account = await AzuriteAccount.OptionsAsync();
        var queue = new QueueClient(account.ConnectionString, account.NamePrefix + "queue", StorageClients.QueueOptions);
        await queue.CreateAsync();
        return queue;
    }

    private static async Task<QueueClient> ListenerAsync(QueueClient queue) =>
        new(await AzuriteAccount.ConnectionStringAsync(), queue.Name, StorageClients.ListeningOptions(Patience));

    private static async Task<QueueMessage> UntilOneAsync(QueueClient queue)
    {
        QueueMessage? found = null;
        await UntilAsync(async () => (found = (await queue.ReceiveMessagesAsync(1, Hidden)).Value.FirstOrDefault()) is not null);
        return found!;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "it did not come");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }
}
