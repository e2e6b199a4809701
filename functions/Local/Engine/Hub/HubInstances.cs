using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Rules;
using Serverless.Local.Engine.Store;
using Serverless.Local.Engine.Work;

namespace Serverless.Local.Engine.Hub;

/// <summary>What a client may do with instances; what became of it is a word, gRPC and HTTP each have their own for it.</summary>
internal sealed class HubInstances(HubDatabase database, TimeProvider clock, HubSignal signal)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="request">Its id may be empty: one is made.</param>
    /// <param name="instance">The instance's id.</param>
    internal HubAnswer Start(CreateInstanceRequest request, out string instance)
    {
        var id = request.InstanceId is { Length: > 0 } given ? given : Guid.NewGuid().ToString("N");
        instance = id;
        return Do(tables =>
        {
            if (tables.Find(id) is { } known && !MayReplace(known.State.OrchestrationStatus, request.OrchestrationIdReusePolicy))
            {
                return HubAnswer.Exists;
            }
            var started = new ExecutionStartedEvent
            {
                Name = request.Name,
                Version = request.Version,
                Input = request.Input,
                OrchestrationInstance = new OrchestrationInstance { InstanceId = id },
                ScheduledStartTimestamp = request.ScheduledStartTimestamp,
                ParentTraceContext = request.ParentTraceContext,
                Tags = { request.Tags },
            };
            NewInstances.Start(tables, started, request.ScheduledStartTimestamp?.ToDateTime() ?? Now, Now);
            return HubAnswer.Done;
        });
    }

    internal HubAnswer Raise(string instance, string name, string? input) => Tell(instance, at => HubEvents.EventRaised(at, name, input));

    internal HubAnswer Terminate(string instance, string? output, bool recurse) =>
        Tell(instance, at => HubEvents.Terminated(at, output, recurse));

    internal HubAnswer Suspend(string instance, string? reason) => Tell(instance, at => HubEvents.Suspended(at, reason));

    internal HubAnswer Resume(string instance, string? reason) => Tell(instance, at => HubEvents.Resumed(at, reason));

    /// <summary>An ended instance anew, with its first input.</summary>
    /// <param name="next">The id it runs under.</param>
    internal HubAnswer Restart(string instance, bool asNew, out string next)
    {
        var id = asNew ? Guid.NewGuid().ToString("N") : instance;
        next = id;
        return Do(tables =>
        {
            if (tables.Find(instance)?.State is not { } state)
            {
                return HubAnswer.NotFound;
            }
            if (!state.OrchestrationStatus.IsEnded())
            {
                return HubAnswer.WrongState;
            }
            var started = new ExecutionStartedEvent
            {
                Name = state.Name,
                Version = state.Version,
                Input = state.Input,
                OrchestrationInstance = new OrchestrationInstance { InstanceId = id },
                Tags = { state.Tags },
            };
            NewInstances.Start(tables, started, Now, Now);
            return HubAnswer.Done;
        });
    }

    /// <summary>A failed instance back to before its failure, its failed children first.</summary>
    internal HubAnswer Rewind(string instance, string? reason) => Do(tables => Rewind(tables, instance, reason));

    internal HubAnswer Purge(string instance, bool recursive, out int purged)
    {
        var count = 0;
        var answer = Do(tables =>
            tables.Find(instance) is not { } row ? HubAnswer.NotFound
            : !row.State.OrchestrationStatus.IsEnded() ? HubAnswer.WrongState
            : Remove(tables, instance, recursive, ref count)
        );
        purged = count;
        return answer;
    }

    /// <summary>Every ended instance that matches; answers how many went.</summary>
    internal int Purge(InstanceFilter filter) =>
        database.Transact(tables =>
        {
            var ended = tables.List(filter, null, int.MaxValue).Where(state => state.OrchestrationStatus.IsEnded()).ToList();
            foreach (var state in ended)
            {
                tables.Remove(state.InstanceId);
            }
            return ended.Count;
        });

    internal OrchestrationState? Find(string instance) => database.Transact(tables => tables.Find(instance)?.State);

    internal IReadOnlyList<HistoryEvent> History(string instance) => database.Transact(tables => tables.History(instance));

    internal IReadOnlyList<OrchestrationState> List(InstanceFilter filter, string? after, int most) =>
        database.Transact(tables => tables.List(filter, after, most));

    internal IReadOnlyList<OrchestrationState> Latest(int most) => database.Transact(tables => tables.Latest(most));

    internal IReadOnlyDictionary<OrchestrationStatus, int> Counts() => database.Transact(tables => tables.Counts());

    private HubAnswer Rewind(HubTables tables, string instance, string? reason)
    {
        if (tables.Find(instance)?.State is not { } state)
        {
            return HubAnswer.NotFound;
        }
        if (state.OrchestrationStatus != OrchestrationStatus.Failed)
        {
            return HubAnswer.WrongState;
        }
        var history = RewindRules.Rewind(tables.History(instance), out var children);
        foreach (var child in children)
        {
            Rewind(tables, child, reason);
        }
        tables.RemoveHistory(instance);
        tables.Append(instance, 0, history);
        (state.OrchestrationStatus, state.Output, state.FailureDetails, state.CompletedTimestamp) = (
            OrchestrationStatus.Running,
            null,
            null,
            null
        );
        tables.Update(state);
        tables.Send(new HubMessage(instance, null, Now, HubEvents.Generic(Now, reason)));
        return HubAnswer.Done;
    }

    private static HubAnswer Remove(HubTables tables, string instance, bool recursive, ref int count)
    {
        foreach (var child in recursive ? tables.Children(instance) : [])
        {
            Remove(tables, child, recursive, ref count);
        }
        tables.Remove(instance);
        count++;
        return HubAnswer.Done;
    }

    /// <summary>Not before the start that it belongs to.</summary>
    private HubAnswer Tell(string instance, Func<DateTime, HistoryEvent> what) =>
        Do(tables =>
        {
            if (tables.Find(instance)?.State is not { } state)
            {
                return HubAnswer.NotFound;
            }
            if (state.OrchestrationStatus.IsEnded())
            {
                return HubAnswer.WrongState;
            }
            var start = state.ScheduledStartTimestamp?.ToDateTime() ?? Now;
            tables.Send(new HubMessage(instance, null, start > Now ? start : Now, what(Now)));
            return HubAnswer.Done;
        });

    private HubAnswer Do(Func<HubTables, HubAnswer> work)
    {
        var answer = database.Transact(work);
        signal.Set();
        return answer;
    }

    /// <summary>No policy lets what has ended be overwritten; one that is there lets only what it lists.</summary>
    private static bool MayReplace(OrchestrationStatus status, OrchestrationIdReusePolicy? policy) =>
        policy is null ? status.IsEnded() : policy.ReplaceableStatus.Contains(status);
}

/// <summary>What became of a client's wish.</summary>
internal enum HubAnswer
{
    Done,
    NotFound,
    WrongState,
    Exists,
}
