using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Storage;

/// <summary>One commit laid out as rows: what goes into the batch, and what the outbox owes once the batch is in.</summary>
internal sealed record CommitPlan<TState>(
    AggregateKind<TState> Kind,
    Snapshot<TState> Before,
    CommandIdentity Command,
    Commit<TState> Commit,
    DateTimeOffset Now
)
    where TState : class
{
    internal string Attempt { get; } = CommandMarker.NewAttempt();

    internal IReadOnlyList<StoredEvent> Events { get; } = Chain(Kind, Before, Command, Commit, Now);

    /// <summary>What the commit names, else what goes on around it, so that no slice has to remember to carry it on.</summary>
    internal string? TraceParent { get; } = Commit.TraceParent ?? Activity.Current?.Id;

    internal string Partition => Before.Id;

    internal long Sequence => Before.Sequence + Events.Count;

    internal bool MayPrune => Before.PruneAfter is { } after && after <= Now;

    internal CommandMarker Marker() =>
        new(Command.CommandId, IsCommitted: true)
        {
            Attempt = Attempt,
            BodyHash = Command.BodyHash,
            Source = Kind.Source(Before.Id),
            TraceParent = TraceParent,
            FirstSequence = Before.Sequence + 1,
            LastSequence = Sequence,
            Messages = [.. Commit.Messages.Select(StoredMessage.From)],
        };

    /// <summary>The whole batch; the state comes first, so that a failed first row means a stale snapshot.</summary>
    /// <param name="cancelled">ETag of a cancelled marker of this command that has to give way.</param>
    /// <param name="prune">Row keys that are old enough to go.</param>
    internal List<TableTransactionAction> Batch(ETag? cancelled, IReadOnlyList<string> prune)
    {
        var after = new Snapshot<TState>(Before.Id, Commit.State)
        {
            Sequence = Sequence,
            ChainHead = Events.Count > 0 ? Events[^1].Hash : Before.ChainHead,
            PruneAfter =
                Before.PruneAfter is null ? Now + OldRows.KeptFor
                : MayPrune && prune.Count < OldRows.AtOnce ? Now.AddDays(7)
                : Before.PruneAfter,
        };
        var state = AggregateRows.State(Kind, after, Now);
        var marker = Marker().ToRow(Partition, Now);
        var batch = new List<TableTransactionAction>
        {
            Before.ETag is null ? Insert(state) : new(TableTransactionActionType.UpdateReplace, state, new ETag(Before.ETag)),
            cancelled is null ? Insert(marker) : new(TableTransactionActionType.UpdateReplace, marker, cancelled.Value),
        };
        batch.AddRange(Events.Select(e => Insert(AggregateRows.Event(Partition, e))));
        if (Commit.InboxMessageId is { } message)
        {
            batch.Add(Insert(new TableEntity(Partition, RowKeys.Inbox(message)) { ["at"] = Now, ["schemaVersion"] = 1 }));
        }

        if (Commit.Answer is { } answer)
        {
            batch.Add(Upsert(Idempotency(answer)));
        }

        batch.AddRange(Commit.Personal.Select(row => Upsert(Personal(row))));
        var written = batch.Select(action => action.Entity.RowKey).ToHashSet(StringComparer.Ordinal);
        batch.AddRange(
            prune
                .Where(key => !written.Contains(key))
                .Select(key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(Partition, key), ETag.All))
        );
        TableGuard.Check(batch);
        return batch;
    }

    private TableEntity Idempotency(IdempotencyRecord answer) =>
        new(Partition, RowKeys.Idempotency(Command.CommandId))
        {
            ["status"] = answer.Status,
            ["subject"] = answer.Subject,
            ["hash"] = Command.BodyHash,
            ["at"] = Now,
            ["schemaVersion"] = 1,
        };

    private TableEntity Personal(PersonalRow personal)
    {
        var row = new TableEntity(Partition, RowKeys.Personal(personal.Name))
        {
            ["kid"] = personal.KeyId,
            ["at"] = Now,
            ["schemaVersion"] = 1,
        };
        Chunks.Write(row, personal.Sealed);
        return row;
    }

    private static TableTransactionAction Insert(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static TableTransactionAction Upsert(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);

    private static List<StoredEvent> Chain(
        AggregateKind<TState> kind,
        Snapshot<TState> before,
        CommandIdentity command,
        Commit<TState> commit,
        DateTimeOffset now
    )
    {
        var chain = new List<StoredEvent>(commit.Events.Count);
        var previous = before.ChainHead;
        foreach (var e in commit.Events)
        {
            var stored = AggregateRows.NewEvent(
                kind.Name,
                before.Id,
                previous.Span,
                before.Sequence + chain.Count + 1,
                e,
                command.CommandId,
                now
            );
            chain.Add(stored);
            previous = stored.Hash;
        }

        return chain;
    }
}
