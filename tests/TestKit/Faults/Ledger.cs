using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;
using Serverless.Platform.Storage;

namespace Serverless.TestKit.Ledgers;

/// <summary>A context small enough to count: one aggregate sends, the other receives.</summary>
public sealed record Counter(long Value)
{
    internal static long Parse(Azure.Data.Tables.TableEntity row) => Ledger.Senders.Read(Chunks.Read(row), 1).Value;
}

public sealed record Sent(long Number);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Counter))]
[JsonSerializable(typeof(Sent))]
public sealed partial class LedgerJson : JsonSerializerContext;

/// <summary>Kinds, routes and decisions of the counting context.</summary>
public static class Ledger
{
    public const string Queue = "ledger";

    public static readonly AggregateKind<Counter> Senders = new("Ledger", "ledger.sender", LedgerJson.Default.Counter);
    public static readonly AggregateKind<Counter> Receivers = new("Ledger", "ledger.receiver", LedgerJson.Default.Counter);
    public static readonly EventKind<Sent> SentEvent = new("ledger.unit-sent", LedgerJson.Default.Sent);
    public static readonly EventKind<Sent> ReceivedEvent = new("ledger.unit-received", LedgerJson.Default.Sent);

    public static readonly RoutingTable Routes = new(new Dictionary<string, IReadOnlyList<string>> { [SentEvent.Type] = [Queue] });

    public static StorageManifest Manifest { get; } = StorageManifest.Platform.With(new StorageManifest(["Ledger"], [], []));

    public static CommandIdentity Command(string key, string body = "body") => new($"cmd-{key}", key, body);

    public static Result<Commit<Counter>> Send(Snapshot<Counter> before)
    {
        var next = new Counter((before.State?.Value ?? 0) + 1);
        return new Commit<Counter>(next)
        {
            Events = [SentEvent.With(new Sent(next.Value))],
            Answer = new IdempotencyRecord(201, $"unit-{next.Value}"),
        };
    }

    public static Func<Snapshot<Counter>, Result<Commit<Counter>>> Receive(OutgoingMessage message) =>
        before => new Commit<Counter>(new Counter((before.State?.Value ?? 0) + 1))
        {
            InboxMessageId = message.Id,
            Events = [ReceivedEvent.With(SentEvent.Read(message.DataVersion, message.Data.Span))],
        };
}

/// <summary>A queue that survives process deaths and delivers at least once; sending is a step at which a process may die.</summary>
public sealed class DurableMailbox
{
    private readonly List<OutgoingMessage> _messages = [];
    private readonly Lock _gate = new();

    public IReadOnlyList<OutgoingMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    public void Complete(OutgoingMessage message)
    {
        lock (_gate)
        {
            _messages.Remove(message);
        }
    }

    /// <summary>The sender of one process.</summary>
    public IMessageSender For(FaultTransport? network) => new Sender(this, network);

    private void Put(IEnumerable<OutgoingMessage> messages)
    {
        lock (_gate)
        {
            _messages.AddRange(messages);
        }
    }

    private sealed class Sender(DurableMailbox queue, FaultTransport? network) : IMessageSender
    {
        public Task SendAsync(string name, IReadOnlyList<OutgoingMessage> messages, TimeSpan? delay, CancellationToken cancellation)
        {
            if (network is null)
            {
                queue.Put(messages);
            }
            else
            {
                network.Step("send", () => queue.Put(messages));
            }

            return Task.CompletedTask;
        }
    }
}
