using Google.Protobuf.Collections;
using Serverless.Durable.Payloads;
using Serverless.Durable.Protocol;

namespace Serverless.Durable.Execution;

/// <summary>
/// External events by name, compared ordinally without case. An early event waits for its reader; readers are served oldest
/// first and leave the queue when cancelled.
/// </summary>
internal sealed class EventInbox(PayloadJson json, ContinuationPump pump)
{
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.OrdinalIgnoreCase);
    private long _arrivals;

    public bool HasWaiter
    {
        get
        {
            foreach (var lane in _lanes.Values)
            {
                if (lane.Waiters.Count > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public void Deliver(RaisedEvent raised)
    {
        var lane = LaneOf(raised.Name);
        if (lane.Waiters.First is { } first)
        {
            lane.Waiters.RemoveFirst();
            first.Value.Receive(raised.Input.Span);
        }
        else
        {
            lane.Early.Enqueue((_arrivals++, raised));
        }
    }

    /// <summary>For the next generation only.</summary>
    public void Keep(RaisedEvent raised) => LaneOf(raised.Name).Early.Enqueue((_arrivals++, raised));

    public Task<T> Wait<T>(string name, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellation);
        }

        var lane = LaneOf(name);
        var waiter = new EventWaiter<T>(json);
        if (lane.Early.TryDequeue(out var early))
        {
            waiter.Receive(early.Event.Input.Span);
            return waiter.Task;
        }

        var place = lane.Waiters.AddLast(waiter);
        if (cancellation.CanBeCanceled)
        {
            cancellation.UnsafeRegister(_ => pump.RunIfOwnThread(() => Leave(lane, place, cancellation)), null);
        }

        return waiter.Task;
    }

    /// <summary>Hands unread events over in the order in which they came.</summary>
    public void CarryOver(RepeatedField<HistoryEvent> carryover) =>
        carryover.Add(_lanes.Values.SelectMany(lane => lane.Early).OrderBy(early => early.Arrival).Select(early => early.Event.ToWire()));

    private static void Leave(Lane lane, LinkedListNode<EventWaiter> place, CancellationToken cancellation)
    {
        if (place.List is not null)
        {
            lane.Waiters.Remove(place);
            place.Value.Cancel(cancellation);
        }
    }

    private Lane LaneOf(string name)
    {
        if (!_lanes.TryGetValue(name, out var lane))
        {
            _lanes.Add(name, lane = new Lane());
        }

        return lane;
    }

    private sealed class Lane
    {
        public LinkedList<EventWaiter> Waiters { get; } = [];

        public Queue<(long Arrival, RaisedEvent Event)> Early { get; } = [];
    }
}
