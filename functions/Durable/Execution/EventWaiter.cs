using Serverless.Durable.Payloads;
using Serverless.Durable.Protocol;

namespace Serverless.Durable.Execution;

/// <summary>An external event as it lies in its request.</summary>
internal readonly record struct RaisedEvent(string Name, ReadOnlyMemory<byte> Input, ReadOnlyMemory<byte> Whole)
{
    public static RaisedEvent Of(TurnRequest request, in HistoryEntry e)
    {
        var body = request.Bytes.Slice(e.Body.Start, e.Body.Length);
        var input = WireFields.Payload(body.Span, EventRaisedEvent.InputFieldNumber);
        return new(
            WireFields.Text(body.Span, EventRaisedEvent.NameFieldNumber),
            body.Span.Overlaps(input, out var start) ? body.Slice(start, input.Length) : default,
            request.Bytes.Slice(e.Whole.Start, e.Whole.Length)
        );
    }

    public HistoryEvent ToWire() => HistoryEvent.Parser.ParseFrom(Whole.Span);
}

/// <summary>A place in the queue for the next event of a name.</summary>
internal abstract class EventWaiter
{
    public abstract void Receive(ReadOnlySpan<byte> input);

    public abstract void Cancel(CancellationToken token);
}

internal sealed class EventWaiter<T>(PayloadJson json) : EventWaiter
{
    private readonly TaskCompletionSource<T> _received = new();

    public Task<T> Task => _received.Task;

    public override void Receive(ReadOnlySpan<byte> input)
    {
        T? value;
        try
        {
            value = json.Read<T>(input);
        }
        catch (Exception exception)
        {
            _received.TrySetException(exception);
            return;
        }

        _received.TrySetResult(value!);
    }

    public override void Cancel(CancellationToken token) => _received.TrySetCanceled(token);
}
