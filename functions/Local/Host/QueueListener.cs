using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Serverless.Local.Cli;
using Serverless.Local.Staging;

namespace Serverless.Local.Host;

/// <summary>
/// Listens on one Storage queue for one function, as the host's queue extension does: batches of 16, the next batch when half
/// of them are done, ten minutes of invisibility while a call runs, five tries, then the poison queue. Instead of asking at intervals it
/// lets the emulator hold an empty receive until a message comes.
/// </summary>
internal sealed class QueueListener(
    FunctionDefinition function,
    QueueServiceClient queues,
    HostSettings host,
    Func<Invocation, string, CancellationToken, Task<bool>> call,
    Narrator narrator,
    TimeProvider clock,
    Func<string?> client
)
{
    private static readonly TimeSpan WhileRunning = TimeSpan.FromMinutes(10);

    /// <summary>How long the emulator holds an empty receive.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>After a receive that brought nothing, for a service that failed or does not hold it.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);
    private readonly FunctionBinding _trigger = function.Trigger!;

    internal string QueueName => _trigger.Text("queueName")!;

    /// <summary>Listens until told to stop; calls in flight are awaited, as far as the handler lets them end.</summary>
    internal async Task RunAsync(CancellationToken stopping)
    {
        var queue = queues.GetQueueClient(QueueName);
        var running = new HashSet<Task>();
        while (!stopping.IsCancellationRequested)
        {
            running.RemoveWhere(task => task.IsCompleted);
            if (running.Count > host.BatchSize / 2)
            {
                await Task.WhenAny(running);
                continue;
            }
            var batch = await ReceiveAsync(queue, stopping);
            foreach (var message in batch)
            {
                running.Add(ProcessAsync(queue, message, stopping));
            }
            if (batch.Count == 0)
            {
                await Quietly(Task.Delay(Breath, clock, stopping));
            }
        }
        await Task.WhenAll(running);
    }

    private async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(QueueClient queue, CancellationToken stopping)
    {
        try
        {
            var answer = await queue.ReceiveMessagesAsync(host.BatchSize, WhileRunning, stopping);
            return answer.Value;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return [];
        }
        catch (RequestFailedException failure)
        {
            narrator.Say($"  queue {queue.Name}: {failure.ErrorCode ?? failure.Message}");
            return [];
        }
    }

    private async Task ProcessAsync(QueueClient queue, QueueMessage message, CancellationToken stopping)
    {
        try
        {
            var invocation = Invocation.Of(function.Name, clock);
            var envelope = Envelope.Queue(invocation, _trigger.Name, _trigger.IsBinary, Queued(message), client());
            var succeeded = await call(invocation, envelope, stopping);
            await (succeeded ? DeleteAsync(queue, message) : FailAsync(queue, message));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The message comes back when its invisibility ends.
            await Quietly(FailAsync(queue, message));
        }
        catch (RequestFailedException failure)
        {
            narrator.Say($"  queue {queue.Name}: {failure.ErrorCode ?? failure.Message}; the message will come again");
        }
    }

    /// <summary>The last try moves the body, with a new id, to the poison queue before the original goes.</summary>
    private async Task FailAsync(QueueClient queue, QueueMessage message)
    {
        if (message.DequeueCount < host.MaxDequeueCount)
        {
            await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: host.VisibilityTimeout);
            return;
        }
        var poison = queues.GetQueueClient($"{queue.Name}-poison");
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(message.Body, timeToLive: TimeSpan.FromSeconds(-1));
        await DeleteAsync(queue, message);
        narrator.Say($"  queue {queue.Name}: a message failed {message.DequeueCount} times and went to {poison.Name}");
    }

    private static async Task DeleteAsync(QueueClient queue, QueueMessage message) =>
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);

    private static QueuedMessage Queued(QueueMessage message) =>
        new(message.MessageId, message.PopReceipt, message.Body.ToMemory(), message.DequeueCount)
        {
            InsertedOn = message.InsertedOn ?? default,
            ExpiresOn = message.ExpiresOn ?? default,
            NextVisibleOn = message.NextVisibleOn ?? default,
        };

    private static async Task Quietly(Task work) => await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
