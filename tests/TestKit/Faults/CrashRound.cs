using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Messaging;
using Serverless.Platform.Storage;
using Serverless.TestKit.Ledgers;

namespace Serverless.TestKit;

/// <summary>What stood in the store when everything had come to rest.</summary>
/// <param name="Sent">Units that the sender's state counts.</param>
/// <param name="Received">Units that the receiver's state counts.</param>
/// <param name="Numbers">The number of each received unit, in order of arrival.</param>
public sealed record CrashOutcome(long Sent, long Received, IReadOnlyList<long> Numbers, bool ChainsHold);

/// <summary>
/// Commands, relay, sweep and receiver over one account, in processes that die as scripted: a dead one is replaced by a new one that
/// knows nothing, the way the Functions host does it.
/// </summary>
/// <param name="fault">Called for every step of every process with the number of the step in the whole round.</param>
public sealed class CrashRound(StorageOptions account, string name, Func<int, Fault> fault)
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    private readonly DurableMailbox _queue = new();
    private readonly string _sender = $"{name}-sender";
    private readonly string _receiver = $"{name}-receiver";
    private int _steps;

    /// <summary>How many steps the round had.</summary>
    public int Steps => _steps;

    /// <summary>Every command is repeated until answered, except those that the caller gives up after the first try.</summary>
    public async Task<CrashOutcome> RunAsync(int commands, Func<int, bool> givesUp)
    {
        for (var number = 0; number < commands; number++)
        {
            var command = Ledger.Command($"{name}-{number}");
            while (!await LiveAsync(process => SendAsync(process, command)) && !givesUp(number))
            {
                _clock.Advance(TimeSpan.FromSeconds(20));
                await LiveAsync(process => process.Drain.RunAsync(TimeSpan.FromMinutes(1), default));
            }
        }

        for (var quiet = 0; quiet < 2; )
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            var swept = await LiveAsync(process => process.Drain.RunAsync(TimeSpan.FromMinutes(1), default));
            var waiting = _queue.Messages;
            foreach (var message in waiting)
            {
                await LiveAsync(process => ReceiveAsync(process, message));
            }

            quiet = swept && waiting.Count == 0 ? quiet + 1 : 0;
        }

        return await OutcomeAsync();
    }

    private static async Task SendAsync(StorageProcess process, Platform.Kernel.CommandIdentity command)
    {
        var applied = await process.Runner.RunAsync(Ledger.Senders, SenderOf(command.Key), command, Ledger.Send, default);
        _ = applied.Value;
        await process.RelayAsync();
    }

    private async Task ReceiveAsync(StorageProcess process, OutgoingMessage message)
    {
        var applied = await process.Runner.RunAsync(
            Ledger.Receivers,
            _receiver,
            Ledger.Command(message.Id),
            Ledger.Receive(message),
            default
        );
        _ = applied.Value;
        process.Network.Step("complete", () => _queue.Complete(message));
    }

    /// <summary>One process; false when it died, or when no try of one call was answered: the host then says 500, and the caller repeats.</summary>
    private async Task<bool> LiveAsync(Func<StorageProcess, Task> act)
    {
        var network = new FaultTransport((_, _) => fault(Interlocked.Increment(ref _steps)));
        var process = new StorageProcess(account, Ledger.Routes, _queue.For(network), _clock, network);
        try
        {
            await act(process);
            return true;
        }
        catch (Exception e) when (network.Died || IsUnanswered(e))
        {
            return false;
        }
    }

    private static bool IsUnanswered(Exception failure) =>
        failure is AggregateException { InnerExceptions: var tries } && tries.All(one => one is IOException);

    private async Task<CrashOutcome> OutcomeAsync()
    {
        var store = new StorageProcess(account, Ledger.Routes, _queue.For(null), _clock).Store;
        var sender = await store.ReadAsync(Ledger.Senders, _sender, default);
        var receiver = await store.ReadAsync(Ledger.Receivers, _receiver, default);
        var sent = await store.ReadEventsAsync(Ledger.Senders, _sender, 0, 1000, default);
        var received = await store.ReadEventsAsync(Ledger.Receivers, _receiver, 0, 1000, default);
        var chains = EventChain.Holds(EventChain.Start.Span, sent) && EventChain.Holds(EventChain.Start.Span, received);
        return new CrashOutcome(
            sender.State?.Value ?? 0,
            receiver.State?.Value ?? 0,
            [.. received.Select(e => Ledger.ReceivedEvent.Read(e).Number)],
            chains
        );
    }

    private static string SenderOf(string key) => key[..key.LastIndexOf('-')] + "-sender";
}
