using Serverless.Durable.Protocol;
using EventCase = Serverless.Durable.Protocol.HistoryEvent.EventTypeOneofCase;

namespace Serverless.Durable.Execution;

/// <summary>
/// Which steps history already holds. Their inputs need not be written to JSON again, except where a failure may have them sent
/// once more.
/// </summary>
internal sealed class HistoryIndex
{
    private readonly ulong[] _sent;

    public HistoryIndex(TurnRequest request)
    {
        _sent = new ulong[((request.Past.Count + request.New.Count) >> 6) + 1];
        Mark(request.Past.Span);
        Unmark(request, request.Past.Span);
        Unmark(request, request.New.Span);
    }

    /// <summary>How many steps the history schedules; for the size of what is made of them.</summary>
    public int SentCount { get; private set; }

    public bool IsSent(int id) => InRange(id) && (_sent[id >> 6] & (1UL << (id & 63))) != 0;

    private void Mark(ReadOnlySpan<HistoryEntry> events)
    {
        foreach (ref readonly var e in events)
        {
            if (e.Kind is EventCase.TaskScheduled or EventCase.SubOrchestrationInstanceCreated && InRange(e.EventId))
            {
                _sent[e.EventId >> 6] |= 1UL << (e.EventId & 63);
                SentCount++;
            }
        }
    }

    private void Unmark(TurnRequest request, ReadOnlySpan<HistoryEntry> events)
    {
        foreach (ref readonly var e in events)
        {
            if (e.Kind != EventCase.TaskFailed)
            {
                continue;
            }

            var id = WireFields.Int32(request.BodyOf(e), TaskFailedEvent.TaskScheduledIdFieldNumber);
            if (InRange(id))
            {
                _sent[id >> 6] &= ~(1UL << (id & 63));
            }
        }
    }

    /// <summary>Steps are numbered without gaps, so an id beyond the number of events is no step of this history.</summary>
    private bool InRange(int id) => id >= 0 && id >> 6 < _sent.Length;
}
