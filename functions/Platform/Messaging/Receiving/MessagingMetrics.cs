using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Serverless.Platform.Messaging.Receiving;

/// <summary>Counters and traces of received messages; the poison counter is what the alert rule watches.</summary>
internal sealed class MessagingMetrics : IDisposable
{
    public const string Name = "Serverless.Messaging";

    private readonly ActivitySource _traces = new(Name);
    private readonly Counter<long> _received;
    private readonly Counter<long> _unknown;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _poison;

    public MessagingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _received = meter.CreateCounter<long>("messages.received", "{message}", "Messages that a handler saw, by outcome");
        _unknown = meter.CreateCounter<long>("messages.unknown", "{message}", "Messages of a type that the function does not know");
        _rejected = meter.CreateCounter<long>("messages.rejected", "{message}", "Messages recorded as never to be understood");
        _poison = meter.CreateCounter<long>("messages.poison", "{message}", "Messages that the host gave up");
    }

    public void Dispose() => _traces.Dispose();

    internal Activity? Start(string function, IncomingMessage message)
    {
        var parent = ActivityContext.TryParse(message.TraceParent, null, isRemote: true, out var sender) ? sender : default;
        return _traces.StartActivity($"{function} process", ActivityKind.Consumer, parent)?.SetTag("messaging.message.id", message.Id);
    }

    internal void Received(string function, MessageOutcome outcome) =>
        _received.Add(
            1,
            new("function", function),
            new(
                "outcome",
                outcome switch
                {
                    { Error: null } => "done",
                    { TryAgain: true } => "retry",
                    _ => "rejected",
                }
            )
        );

    internal void Unknown(string function) => _unknown.Add(1, new KeyValuePair<string, object?>("function", function));

    internal void Rejected(string function, string code) => _rejected.Add(1, new("function", function), new("code", code));

    internal void Poison(string function) => _poison.Add(1, new KeyValuePair<string, object?>("function", function));
}
