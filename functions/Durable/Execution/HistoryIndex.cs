using Google.Protobuf.Collections;
using Serverless.Durable.Protocol;

namespace Serverless.Durable.Execution;

/// <summary>
/// Which steps history already holds. Their inputs need not be written to JSON again, except where a failure may have them sent
/// once more.
/// </summary>
internal sealed class HistoryIndex
{
    private readonly ulong[] _sent;

    public HistoryIndex(RepeatedField<HistoryEvent> past, RepeatedField<HistoryEvent> recent)
    {
        _sent = new ulong[((past.Count + recent.Count) >> 6) + 1];
        Mark(past);
        Unmark(past);
        Unmark(recent);
    }

    public bool IsSent(int id) => InRange(id) && (_sent[id >> 6] & (1UL << (id & 63))) != 0;

    private void Mark(RepeatedField<HistoryEvent> events)
    {
        foreach (var e in events)
        {
            if (
                e.EventTypeCase
                    is HistoryEvent.EventTypeOneofCase.TaskScheduled
                        or HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceCreated
                && InRange(e.EventId)
            )
            {
                _sent[e.EventId >> 6] |= 1UL << (e.EventId & 63);
            }
        }
    }

    private void Unmark(RepeatedField<HistoryEvent> events)
    {
        foreach (var e in events)
        {
            if (e.EventTypeCase == HistoryEvent.EventTypeOneofCase.TaskFailed && InRange(e.TaskFailed.TaskScheduledId))
            {
                _sent[e.TaskFailed.TaskScheduledId >> 6] &= ~(1UL << (e.TaskFailed.TaskScheduledId & 63));
            }
        }
    }

    /// <summary>Steps are numbered without gaps, so an id beyond the number of events is no step of this history.</summary>
    private bool InRange(int id) => id >= 0 && id >> 6 < _sent.Length;
}
