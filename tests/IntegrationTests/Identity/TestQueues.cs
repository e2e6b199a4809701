using System.Collections.Concurrent;
using System.Diagnostics;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.IntegrationTests.Identity;

/// <summary>Queues of one test: at least once, delays by the test's clock, five failed deliveries are poison.</summary>
internal sealed class TestQueues(TimeProvider clock) : IMessageSender
{
    private const int Deliveries = 5;
    private readonly ConcurrentQueue<Waiting> _waiting = new();

    /// <summary>What the host would have given up.</summary>
    internal ConcurrentBag<string> Poison { get; } = [];

    internal ConcurrentBag<string> Rejected { get; } = [];

    /// <summary>Everything that was ever put, as it would lie in the queue.</summary>
    internal ConcurrentBag<OutgoingMessage> Seen { get; } = [];

    public Task SendAsync(string queue, IReadOnlyList<OutgoingMessage> messages, TimeSpan? delay, CancellationToken cancellation)
    {
        foreach (var message in messages)
        {
            Seen.Add(message);
            _waiting.Enqueue(new Waiting(queue, message, clock.GetUtcNow() + (delay ?? TimeSpan.Zero), 1));
        }

        return Task.CompletedTask;
    }

    /// <summary>Waits until the relay has put this many messages, then delivers what is visible.</summary>
    internal async Task PumpAsync(string queue, Action<QueueHandlers> configure, IServiceProvider services, int expected)
    {
        var handlers = new QueueHandlers();
        configure(handlers);
        var limit = Stopwatch.StartNew();
        while (Visible(queue) < expected)
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(20), $"{expected} messages did not come to {queue}");
            await Task.Delay(10);
        }

        for (var left = _waiting.Count; left > 0 && _waiting.TryDequeue(out var next); left--)
        {
            if (next.Queue != queue || next.VisibleAt > clock.GetUtcNow())
            {
                _waiting.Enqueue(next);
                continue;
            }

            await DeliverAsync(next, handlers, services);
        }
    }

    /// <summary>Delivers a message that was delivered before.</summary>
    internal void Repeat(string queue, OutgoingMessage message) => _waiting.Enqueue(new Waiting(queue, message, clock.GetUtcNow(), 1));

    private int Visible(string queue) => _waiting.Count(waiting => waiting.Queue == queue && waiting.VisibleAt <= clock.GetUtcNow());

    private async Task DeliverAsync(Waiting next, QueueHandlers handlers, IServiceProvider services)
    {
        var sent = next.Message;
        var message = new IncomingMessage(sent.Id, sent.Type, sent.Source, sent.Time, sent.DataVersion, sent.Data)
        {
            Attempt = sent.Attempt,
        };
        var context = new MessageContext(message, next.Queue, next.Delivery);
        var outcome = await handlers.Find(sent.Type)!(services, context, CancellationToken.None);
        if (outcome is { Error: not null, TryAgain: false })
        {
            Rejected.Add(outcome.Error.Code);
        }
        else if (outcome.TryAgain && next.Delivery == Deliveries)
        {
            Poison.Add(sent.Id);
        }
        else if (outcome.TryAgain)
        {
            _waiting.Enqueue(next with { Delivery = next.Delivery + 1 });
        }
    }

    private sealed record Waiting(string Queue, OutgoingMessage Message, DateTimeOffset VisibleAt, int Delivery);
}
