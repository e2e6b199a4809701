using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Rules;
using Serverless.Local.Engine.Store;

namespace Serverless.Local.Engine.Work;

/// <summary>
/// Hands out turns and activities and writes what became of them, each in one transaction guarded by its lock. Work that nobody answers
/// is handed out again: at least once, as in Azure. Locks need no flush: whoever takes the file over forgets them.
/// </summary>
internal sealed class TaskHub
{
    /// <summary>Longer than any call may take: host.json's functionTimeout ends those.</summary>
    private static readonly TimeSpan LockTime = TimeSpan.FromMinutes(11);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(600);
    private const int LookAt = 32;
    private readonly HubDatabase _database;
    private readonly TimeProvider _clock;
    private readonly Chaos _chaos;
    private readonly OutcomeWriter _writer;

    /// <summary>Takes over a database whose earlier process is gone.</summary>
    internal TaskHub(HubDatabase database, TimeProvider clock, HubSignal signal, Chaos chaos)
    {
        (_database, _clock, _chaos, Signal) = (database, clock, chaos, signal);
        _writer = new OutcomeWriter(chaos);
        database.Transact(tables =>
        {
            tables.ForgetLocks();
            return true;
        });
    }

    internal HubSignal Signal { get; }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    /// <summary>The next turn that can run, locked for the caller; null when there is none now.</summary>
    internal Turn? TakeTurn() =>
        _database.TransactLightly(tables =>
        {
            var now = Now;
            foreach (var instance in tables.Ready(now, LookAt).Distinct(StringComparer.Ordinal))
            {
                if (TurnOf(tables, instance, now) is { } turn)
                {
                    tables.Lock(instance, turn.Owner, now + LockTime, turn.Deliveries);
                    return turn;
                }
            }
            return null;
        });

    /// <summary>Writes what the orchestrator decided; false when the lock was lost meanwhile and nothing was written.</summary>
    internal bool Complete(Turn turn, OrchestratorResponse response) =>
        Write(turn, TurnRules.Apply(turn, response, Now, Guid.NewGuid().ToString("N")));

    /// <summary>Ends the instance without asking its orchestrator.</summary>
    internal bool End(Turn turn, CompleteOrchestrationAction end) => Write(turn, TurnRules.EndOf(turn, end, Now));

    /// <summary>The handler asked for another delivery: later each time, for ever (durable contract, section 1.5).</summary>
    internal void HandBack(Turn turn)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(turn.Deliveries, 10)));
        Unlock(turn, pause < LongestPause ? pause : LongestPause);
    }

    /// <summary>As after a crash between the call and its outcome: at once, as if nothing had been asked.</summary>
    internal void Forget(Turn turn) => Unlock(turn, TimeSpan.Zero);

    internal TakenActivity? TakeActivity() =>
        _database.TransactLightly(tables =>
        {
            if (_chaos.Reorder(tables.ReadyActivities(Now, LookAt)).FirstOrDefault() is not { } row)
            {
                return null;
            }
            var owner = Guid.NewGuid().ToString("N");
            tables.Lock(row, owner, _chaos.DeliversTwice() ? Now : Now + LockTime);
            return new TakenActivity(row, owner);
        });

    /// <summary>Takes the activity off the queue and tells its orchestration, in one transaction.</summary>
    /// <param name="answer">From the time and the task's id to the event.</param>
    internal bool Complete(TakenActivity activity, Func<DateTime, int, HistoryEvent> answer)
    {
        var (task, now) = (activity.Row.Task, Now);
        var isOurs = _database.Transact(tables =>
        {
            if (!tables.Remove(activity.Row, activity.Owner))
            {
                return false;
            }
            if (tables.Find(task.Instance) is { } row && !row.State.OrchestrationStatus.IsEnded())
            {
                tables.Send(new HubMessage(task.Instance, task.Execution, now, answer(now, task.Id)));
            }
            return true;
        });
        Signal.Set();
        return isOurs;
    }

    /// <summary>As after a crash between the call and its outcome.</summary>
    internal void Forget(TakenActivity activity)
    {
        _database.Transact(tables =>
        {
            tables.Lock(activity.Row, "", Now);
            return true;
        });
        Signal.Set();
    }

    /// <summary>When something becomes possible that is not possible now; null when nothing waits.</summary>
    internal DateTime? NextDue() => _database.Transact(tables => tables.NextAfter(Now));

    private Turn? TurnOf(HubTables tables, string instance, DateTime now)
    {
        if (tables.Find(instance) is not { } row || row.State.OrchestrationStatus.IsEnded())
        {
            tables.RemoveInbox(instance);
            return null;
        }
        var waiting = tables.Inbox(instance, now);
        foreach (var stale in waiting.Where(message => message.Execution is { } execution && execution != row.State.ExecutionId))
        {
            tables.RemoveMessage(stale.Seq);
        }
        var live = waiting.Where(message => message.Execution is null || message.Execution == row.State.ExecutionId).ToList();
        var history = tables.History(instance);
        var first = live.FirstOrDefault(message => message.Event.ExecutionStarted is not null);
        var started = first?.Event.ExecutionStarted ?? history.Select(e => e.ExecutionStarted).FirstOrDefault(e => e is not null);
        if (live.Count == 0 || started is null)
        {
            return null;
        }
        // What came with the start keeps its order: carried-over events end with an orchestratorCompleted.
        var ordered = first is null ? _chaos.Reorder(live) : live.Where(message => message != first).Prepend(first).ToList();
        return new Turn(
            row.State,
            started,
            history,
            [HubEvents.OrchestratorStarted(now), .. ordered.Select(message => message.Event)],
            [.. ordered.Select(message => message.Seq)],
            Guid.NewGuid().ToString("N"),
            row.Deliveries + 1
        );
    }

    private bool Write(Turn turn, TurnOutcome outcome)
    {
        var written = _database.Transact(tables => _writer.Write(tables, turn, outcome, Now));
        Signal.Set();
        return written;
    }

    private void Unlock(Turn turn, TimeSpan pause)
    {
        _database.Transact(tables => tables.Unlock(turn.Instance, turn.Owner, Now + pause, turn.Deliveries));
        Signal.Set();
    }
}

/// <summary>An activity in somebody's hands.</summary>
internal sealed record TakenActivity(ActivityRow Row, string Owner);
