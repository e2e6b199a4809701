using Serverless.Durable.Protocol;

namespace Serverless.Local.Engine.Rules;

/// <summary>
/// Taking a failed history back to before its failure, as the Azure Storage backend does it: what failed, what had scheduled it and the
/// end become generic events in place, which replay passes over.
/// </summary>
internal static class RewindRules
{
    /// <param name="history">A failed instance's.</param>
    /// <param name="children">Instances that failed as children and must be rewound first.</param>
    internal static IReadOnlyList<HistoryEvent> Rewind(IReadOnlyList<HistoryEvent> history, out IReadOnlyList<string> children)
    {
        var tasks = history.Select(e => e.TaskFailed?.TaskScheduledId).OfType<int>().ToHashSet();
        var failedChildren = history.Select(e => e.SubOrchestrationInstanceFailed?.TaskScheduledId).OfType<int>().ToHashSet();
        children =
        [
            .. history
                .Where(e => e.SubOrchestrationInstanceCreated is not null && failedChildren.Contains(e.EventId))
                .Select(e => e.SubOrchestrationInstanceCreated.InstanceId),
        ];
        return [.. history.Select(e => IsUndone(e, tasks) ? Undone(e) : e)];
    }

    /// <summary>A child's creation stays: the rewound child answers it again.</summary>
    private static bool IsUndone(HistoryEvent e, HashSet<int> tasks) =>
        e.EventTypeCase switch
        {
            HistoryEvent.EventTypeOneofCase.TaskFailed => true,
            HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceFailed => true,
            HistoryEvent.EventTypeOneofCase.ExecutionCompleted => true,
            HistoryEvent.EventTypeOneofCase.TaskScheduled => tasks.Contains(e.EventId),
            _ => false,
        };

    private static HistoryEvent Undone(HistoryEvent e) =>
        new()
        {
            EventId = e.EventId,
            Timestamp = e.Timestamp,
            GenericEvent = new GenericEvent(),
        };
}
