using Serverless.Platform.Kernel;

namespace Serverless.Platform.Storage;

/// <summary>
/// Keeps aggregates: one read before, one table batch after a decision, and the messages that follow from it guaranteed by an intent
/// (decisions 8 to 11; the argument why nothing is lost or applied twice is ADR 0002).
/// </summary>
public sealed class AggregateStore
{
    private readonly StorageClients _clients;
    private readonly Committer _committer;

    internal AggregateStore(StorageClients clients, Committer committer) => (_clients, _committer) = (clients, committer);

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
        var personal = rows.Where(row => row != state).Select(AggregateRows.ToPersonal);
        return (state is null ? new Snapshot<TState>(id, null) : AggregateRows.ToSnapshot(kind, id, state), [.. personal]);
    }

    /// <summary>State and the one encrypted row of that name: two point reads at once, for who needs no other row.</summary>
    public async Task<(Snapshot<TState> Snapshot, PersonalRow? Personal)> ReadWithPersonalAsync<TState>(
        AggregateKind<TState> kind,
        string id,
        string name,
        CancellationToken cancellation
    )
        where TState : class
    {
        var personal = _clients.Table(kind.Table).FindAsync(id, RowKeys.Personal(name), cancellation);
        var snapshot = await ReadAsync(kind, id, cancellation);
        return (snapshot, await personal is { } row ? AggregateRows.ToPersonal(row) : null);
    }

    /// <summary>The events after number <paramref name="after"/>, oldest first, at most <paramref name="max"/>.</summary>
    public async Task<IReadOnlyList<StoredEvent>> ReadEventsAsync<TState>(
        AggregateKind<TState> kind,
        string id,
        long after,
        int max,
        CancellationToken cancellation
    )
        where TState : class
    {
        var rows = await _clients.Table(kind.Table).RangeAsync(id, RowKeys.Event(after + 1), RowKeys.EventsEnd, max, cancellation);
        return [.. rows.Select(AggregateRows.ToEvent)];
    }

    /// <summary>
    /// Makes a decision true. Answers a receipt, <c>platform.precondition-failed</c> when the snapshot is stale, or
    /// <c>platform.idempotency-key-reused</c>. Throws when the store did not answer and does not tell: the command may or may not
    /// have happened, and the same command again is safe.
    /// </summary>
    public Task<Result<CommitReceipt>> CommitAsync<TState>(
        AggregateKind<TState> kind,
        Snapshot<TState> before,
        CommandIdentity command,
        Commit<TState> commit,
        CancellationToken cancellation
    )
        where TState : class => _committer.CommitAsync(kind, before, command, commit, cancellation);

    /// <summary>The receipt of a command that is in the store already, null when it is not; asked before a refusal is believed.</summary>
    public Task<Result<CommitReceipt>?> FindReceiptAsync<TState>(
        AggregateKind<TState> kind,
        string id,
        CommandIdentity command,
        CancellationToken cancellation
    )
        where TState : class => _committer.FindReceiptAsync(kind, id, command, cancellation);
}
