using Azure;
using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;

namespace Serverless.Platform.Storage;

/// <summary>Intent, batch, hand-over: the order that ADR 0002 argues about.</summary>
internal sealed class Committer(
    StorageClients clients,
    StorageOptions options,
    CommandMarkers markers,
    DueTable due,
    Relay relay,
    RoutingTable routes,
    TimeProvider clock
)
{
    private const int MaxRounds = 3;

    private readonly Receipts _receipts = new(clients);

    internal async Task<Result<CommitReceipt>> CommitAsync<TState>(
        AggregateKind<TState> kind,
        Snapshot<TState> before,
        CommandIdentity command,
        Commit<TState> commit,
        CancellationToken cancellation
    )
        where TState : class
    {
        var plan = new CommitPlan<TState>(kind, before, command, commit, clock.GetUtcNow());
        var outbox = Outbox.For(routes, plan.Marker(), plan.Events, before.Id);
        ETag? cancelled = null;
        for (var round = 1; ; round++)
        {
            var (intent, prune) = await PrepareAsync(plan, outbox, cancellation);
            try
            {
                var batch = plan.Batch(cancelled, prune);
                var answers = await clients.Table(kind.Table).SubmitTransactionAsync(batch, cancellation);
                HandOver(outbox, intent);
                return new CommitReceipt(
                    CommitOutcome.Committed,
                    plan.Sequence,
                    answers.Value[0].Headers.ETag.ToString() ?? "",
                    commit.Answer
                );
            }
            catch (Exception e) when (IsUnclear(e) && !cancellation.IsCancellationRequested)
            {
                var marker = await markers.FindAsync(kind.Table, before.Id, command.CommandId, cancellation);
                if (marker is { IsCommitted: false } && round < MaxRounds)
                {
                    // The sweep took this command for abandoned and removed its intent: a new intent first, then the marker gives way.
                    cancelled = marker.ETag;
                    continue;
                }

                if (await _receipts.ExplainAsync(plan, marker, e, cancellation) is not { } answer)
                {
                    throw;
                }

                CloseIntent(plan, marker, outbox, intent, e);
                return answer;
            }
        }
    }

    internal async Task<Result<CommitReceipt>?> FindReceiptAsync<TState>(
        AggregateKind<TState> kind,
        string id,
        CommandIdentity command,
        CancellationToken cancellation
    )
        where TState : class =>
        await markers.FindAsync(kind.Table, id, command.CommandId, cancellation) is { IsCommitted: true } marker
            ? await _receipts.OfAsync(kind, id, command, marker, CommitOutcome.AlreadyCommitted, cancellation)
            : default(Result<CommitReceipt>?);

    private async Task<(DueRow? Intent, IReadOnlyList<string> Prune)> PrepareAsync<TState>(
        CommitPlan<TState> plan,
        Outbox outbox,
        CancellationToken cancellation
    )
        where TState : class
    {
        var origin = new DueOrigin(plan.Kind.Table, plan.Partition, plan.Command.CommandId);
        var source = plan.Kind.Source(plan.Partition);
        var rows = plan
            .Commit.Due.Select((work, index) => DueRow.Work(origin, source, work, $"{plan.Attempt}.{index}", plan.Now, plan.TraceParent))
            .ToList();
        var sweepAt = clock.GetUtcNow().AddSeconds(options.IntentDelaySeconds);
        var intent = outbox.IsEmpty ? null : DueRow.Intent(origin, sweepAt, CommandMarker.NewAttempt(), plan.Now);
        if (intent is not null)
        {
            rows.Add(intent);
        }

        var prune = plan.MayPrune
            ? OldRows.FindAsync(clients.Table(plan.Kind.Table), plan.Partition, plan.Now, cancellation)
            : Task.FromResult<IReadOnlyList<string>>([]);
        await due.AddAsync(rows, cancellation);
        return (intent, await prune);
    }

    private void CloseIntent<TState>(CommitPlan<TState> plan, CommandMarker? marker, Outbox outbox, DueRow? intent, Exception failure)
        where TState : class
    {
        if (marker is { IsCommitted: true } && marker.Attempt == plan.Attempt)
        {
            HandOver(outbox, intent);
        }
        else if (
            intent is not null
            && (marker is { IsCommitted: true } || (marker is null && failure is RequestFailedException { Status: 409 or 412 }))
        )
        {
            // This attempt can never land: its marker is taken, or its snapshot is stale. Every other doubt is left to the sweep.
            relay.Forget(intent);
        }
    }

    private void HandOver(Outbox outbox, DueRow? intent)
    {
        if (intent is not null)
        {
            relay.Accept(outbox, intent);
        }
    }

    private static bool IsUnclear(Exception e) =>
        e is RequestFailedException or OperationCanceledException or AggregateException or IOException or HttpRequestException;
}
