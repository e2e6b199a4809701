using Azure;
using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;

namespace Serverless.Platform.Storage;

/// <summary>
/// Keeps aggregates: one read before, one table batch after a decision, and the messages that follow from it guaranteed by an intent
/// (decisions 8 to 11; the argument why nothing is lost or applied twice is ADR 0002).
/// </summary>
public sealed class AggregateStore
{
    internal const int MaxPruned = 10;
    private const int MaxCancelledRounds = 3;

    private readonly StorageClients _clients;
    private readonly StorageOptions _options;
    private readonly CommandMarkers _markers;
    private readonly DueTable _due;
    private readonly Relay _relay;
    private readonly RoutingTable _routes;
    private readonly TimeProvider _clock;

    internal AggregateStore(
        StorageClients clients,
        StorageOptions options,
        CommandMarkers markers,
        DueTable due,
        Relay relay,
        RoutingTable routes,
        TimeProvider clock
    ) => (_clients, _options, _markers, _due, _relay, _routes, _clock) = (clients, options, markers, due, relay, routes, clock);

    /// <summary>One point read.</summary>
    public async Task<Snapshot<TState>> ReadAsync<TState>(AggregateKind<TState> kind, string id, CancellationToken cancellation)
        where TState : class =>
        await _clients.Table(kind.Table).FindAsync(id, RowKeys.State, cancellation) is { } row
            ? AggregateRows.ToSnapshot(kind, id, row)
            : new Snapshot<TState>(id, null);

    /// <summary>State and encrypted rows in one range read.</summary>
    public async Task<(Snapshot<TState> Snapshot, IReadOnlyList<PersonalRow> Personal)> ReadWithPersonalAsync<TState>(
        AggregateKind<TState> kind,
        string id,
        CancellationToken cancellation
    )
        where TState : class
    {
        var rows = await _clients.Table(kind.Table).RangeAsync(id, RowKeys.PersonalFirst, RowKeys.State + "!", int.MaxValue, cancellation);
        var state = rows.Find(row => row.RowKey == RowKeys.State);
        var personal = rows.Where(row => row != state)
            .Select(row => new PersonalRow(row.RowKey[RowKeys.PersonalFirst.Length..], row.GetString("kid"), Chunks.Read(row)));
        return (state is null ? new Snapshot<TState>(id, null) : AggregateRows.ToSnapshot(kind, id, state), [.. personal]);
    }

    /// <summary>The events after <paramref name="after"/>, oldest first, at most <paramref name="max"/>.</summary>
    public async Task<IReadOnlyList<StoredEvent>> ReadEventsAsync<TState>(
        AggregateKind<TState> kind,
        string id,
        long after,
        int max,
        CancellationToken cancellation
    )
        where TState : class
    {
        var rows = await _clients.Table(kind.Table).RangeAsync(id, RowKeys.Event(after + 1), "e}", max, cancellation);
        return [.. rows.Select(AggregateRows.ToEvent)];
    }

    /// <summary>
    /// Makes a decision true. Answers a receipt, <c>platform.precondition-failed</c> when the snapshot is stale, or
    /// <c>platform.idempotency-key-reused</c>. Throws when the store did not answer and does not tell: the command may or may not
    /// have happened, and the same command again is safe.
    /// </summary>
    public async Task<Result<CommitReceipt>> CommitAsync<TState>(
        AggregateKind<TState> kind,
        Snapshot<TState> before,
        CommandIdentity command,
        Commit<TState> commit,
        CancellationToken cancellation
    )
        where TState : class
    {
        var plan = new CommitPlan<TState>(kind, before, command, commit, _clock.GetUtcNow());
        var outbox = Outbox.For(_routes, plan.Marker(), plan.Events, before.Id);
        ETag? cancelled = null;
        for (var round = 1; ; round++)
        {
            var (intent, prune) = await PrepareAsync(plan, outbox, cancellation);
            try
            {
                var batch = plan.Batch(cancelled, prune);
                var answers = await _clients.Table(kind.Table).SubmitTransactionAsync(batch, cancellation);
                Release(outbox, intent);
                return new CommitReceipt(
                    CommitOutcome.Committed,
                    plan.Sequence,
                    answers.Value[0].Headers.ETag.ToString() ?? "",
                    commit.Answer
                );
            }
            catch (Exception e) when (IsUnclear(e) && !cancellation.IsCancellationRequested)
            {
                var marker = await _markers.FindAsync(kind.Table, before.Id, command.CommandId, cancellation);
                if (marker is { IsCommitted: false } && round < MaxCancelledRounds)
                {
                    cancelled = marker.ETag;
                    continue;
                }

                if (await ExplainAsync(plan, marker, e, cancellation) is not { } answer)
                {
                    throw;
                }

                Close(answer, marker, plan.Attempt, outbox, intent, e);
                return answer;
            }
        }
    }

    /// <summary>The receipt of a command that is in the store already, null when it is not; asked before a refusal is believed.</summary>
    public async Task<Result<CommitReceipt>?> FindReceiptAsync<TState>(
        AggregateKind<TState> kind,
        string id,
        CommandIdentity command,
        CancellationToken cancellation
    )
        where TState : class =>
        await _markers.FindAsync(kind.Table, id, command.CommandId, cancellation) is { IsCommitted: true } marker
            ? await ReceiptAsync(kind, id, command, marker, CommitOutcome.AlreadyCommitted, cancellation)
            : default(Result<CommitReceipt>?);

    private async Task<(DueRow? Intent, IReadOnlyList<string> Prune)> PrepareAsync<TState>(
        CommitPlan<TState> plan,
        Outbox outbox,
        CancellationToken cancellation
    )
        where TState : class
    {
        var origin = new DueOrigin(plan.Kind.Table, plan.Partition, plan.Command.CommandId);
        var rows = plan
            .Commit.Due.Select(
                (work, index) =>
                    DueRow.Work(
                        origin,
                        plan.Kind.Source(plan.Partition),
                        work,
                        $"{plan.Attempt}.{index}",
                        plan.Now,
                        plan.Commit.TraceParent
                    )
            )
            .ToList();
        var intent = outbox.IsEmpty
            ? null
            : DueRow.Intent(origin, _clock.GetUtcNow().AddSeconds(_options.IntentDelaySeconds), CommandMarker.NewAttempt(), plan.Now);
        if (intent is not null)
        {
            rows.Add(intent);
        }

        var prune = plan.MayPrune ? FindOldRowsAsync(plan, cancellation) : Task.FromResult<IReadOnlyList<string>>([]);
        await _due.AddAsync(rows, cancellation);
        return (intent, await prune);
    }

    private async Task<IReadOnlyList<string>> FindOldRowsAsync<TState>(CommitPlan<TState> plan, CancellationToken cancellation)
        where TState : class
    {
        var filter = Azure.Data.Tables.TableClient.CreateQueryFilter(
            $"PartitionKey eq {plan.Partition} and at lt {CommitPlan<TState>.PruneLimit(plan.Now)} and ((RowKey ge {"c|"} and RowKey lt {"c}"}) or (RowKey ge {"i|"} and RowKey lt {"i}"}) or (RowKey ge {"k|"} and RowKey lt {"k}"}))"
        );
        var rows = await _clients.Table(plan.Kind.Table).TakeAsync(filter, MaxPruned, cancellation);
        return [.. rows.Select(row => row.RowKey)];
    }

    private async Task<Result<CommitReceipt>?> ExplainAsync<TState>(
        CommitPlan<TState> plan,
        CommandMarker? marker,
        Exception failure,
        CancellationToken cancellation
    )
        where TState : class
    {
        if (marker is { IsCommitted: true })
        {
            var outcome = marker.Attempt == plan.Attempt ? CommitOutcome.Committed : CommitOutcome.AlreadyCommitted;
            return await ReceiptAsync(plan.Kind, plan.Partition, plan.Command, marker, outcome, cancellation);
        }

        if (
            plan.Commit.InboxMessageId is { } message
            && await _clients.Table(plan.Kind.Table).FindAsync(plan.Partition, RowKeys.Inbox(message), cancellation) is not null
        )
        {
            var now = await ReadAsync(plan.Kind, plan.Partition, cancellation);
            return new CommitReceipt(CommitOutcome.AlreadyCommitted, now.Sequence, now.ETag ?? "", null);
        }

        return failure is RequestFailedException { Status: 404 or 409 or 412 }
            ? StorageErrors.PreconditionFailed
            : default(Result<CommitReceipt>?);
    }

    private async Task<Result<CommitReceipt>> ReceiptAsync<TState>(
        AggregateKind<TState> kind,
        string id,
        CommandIdentity command,
        CommandMarker marker,
        CommitOutcome outcome,
        CancellationToken cancellation
    )
        where TState : class
    {
        if (marker.BodyHash != command.BodyHash)
        {
            return StorageErrors.KeyReused;
        }

        var stored = await _clients.Table(kind.Table).FindAsync(id, RowKeys.Idempotency(command.CommandId), cancellation);
        var answer = stored is null ? null : new IdempotencyRecord(stored.GetInt32("status") ?? 0, stored.GetString("subject"));
        var now = await ReadAsync(kind, id, cancellation);
        return new CommitReceipt(outcome, marker.LastSequence, now.ETag ?? "", answer);
    }

    private void Close(
        Result<CommitReceipt> answer,
        CommandMarker? marker,
        string attempt,
        Outbox outbox,
        DueRow? intent,
        Exception failure
    )
    {
        if (marker is { IsCommitted: true } && marker.Attempt == attempt)
        {
            Release(outbox, intent);
        }
        else if (
            intent is not null
            && (
                marker is { IsCommitted: true }
                || failure is RequestFailedException { Status: 409 or 412 } && !answer.IsSuccess && marker is null
            )
        )
        {
            // This attempt can never land: its marker is taken, or its snapshot is stale. Any other doubt is left to the sweep.
            _relay.Forget(intent);
        }
    }

    private void Release(Outbox outbox, DueRow? intent)
    {
        if (intent is not null)
        {
            _relay.Accept(outbox, intent);
        }
    }

    private static bool IsUnclear(Exception e) =>
        e is RequestFailedException or OperationCanceledException or AggregateException or IOException or HttpRequestException;
}
