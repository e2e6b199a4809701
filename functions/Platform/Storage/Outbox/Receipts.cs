using Azure;
using Azure.Data.Tables;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Storage;

/// <summary>Finds out what became of a commit whose answer was a refusal or no answer at all (decision 11).</summary>
internal sealed class Receipts(StorageClients clients)
{
    /// <summary>Null when nothing tells: the batch may still land.</summary>
    internal async Task<Result<CommitReceipt>?> ExplainAsync<TState>(
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
            return await OfAsync(plan.Kind, plan.Partition, plan.Command, marker, outcome, cancellation);
        }

        if (
            plan.Commit.InboxMessageId is { } message
            && await clients.Table(plan.Kind.Table).FindAsync(plan.Partition, RowKeys.Inbox(message), cancellation) is not null
        )
        {
            var now = await StateAsync(plan.Kind, plan.Partition, cancellation);
            return new CommitReceipt(CommitOutcome.AlreadyCommitted, now?.GetInt64("seq") ?? 0, now?.ETag.ToString() ?? "", null);
        }

        return failure is RequestFailedException { Status: 404 or 409 or 412 }
            ? StorageErrors.PreconditionFailed
            : default(Result<CommitReceipt>?);
    }

    internal async Task<Result<CommitReceipt>> OfAsync<TState>(
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

        var stored = await clients.Table(kind.Table).FindAsync(id, RowKeys.Idempotency(command.CommandId), cancellation);
        var answer = stored is null ? null : new IdempotencyRecord(stored.GetInt32("status") ?? 0, stored.GetString("subject"));
        var now = await StateAsync(kind, id, cancellation);
        return new CommitReceipt(outcome, marker.LastSequence, now?.ETag.ToString() ?? "", answer);
    }

    private Task<TableEntity?> StateAsync<TState>(AggregateKind<TState> kind, string id, CancellationToken cancellation)
        where TState : class => clients.Table(kind.Table).FindAsync(id, RowKeys.State, cancellation);
}
