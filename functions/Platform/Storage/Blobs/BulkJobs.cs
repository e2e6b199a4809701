using Azure;
using Azure.Data.Tables;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Storage;

/// <summary>How far a job is.</summary>
/// <param name="Position">Where the next slice reads on: a byte, a line, an index; the job's own unit.</param>
/// <param name="Applied">Items done so far; after a crash some may count again, none twice in effect.</param>
public sealed record JobProgress(string Id, long Position, long Applied, bool IsDone);

/// <summary>One item of a job and the position behind it.</summary>
public readonly record struct JobItem<T>(T Value, long Next);

/// <summary>
/// Work over many items in slices (decision 16): at most 1,000 items or 60 seconds, 16 at a time, with one row that says how far it is.
/// A lease keeps two workers apart; it is a courtesy, for every item must be idempotent by its business key anyway.
/// </summary>
public sealed class BulkJobs
{
    internal const string Table = "Jobs";
    private const string Row = "j";
    private const int ItemsPerSlice = 1000;
    private const int AtOnce = 16;
    private const int ItemsPerSave = 125;
    private static readonly TimeSpan TimePerSlice = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(150);

    private readonly TableClient _table;
    private readonly TimeProvider _clock;

    internal BulkJobs(StorageClients clients, TimeProvider clock) => (_table, _clock) = (clients.Table(Table), clock);

    /// <summary>Null when there is no such job yet.</summary>
    public async Task<JobProgress?> FindAsync(string id, CancellationToken cancellation) =>
        await _table.FindAsync(RowKeys.Safe(id), Row, cancellation) is { } row ? Progress(id, row) : null;

    /// <summary>
    /// Works one slice and answers the progress: ask again while it is not done. <c>platform.job-busy</c> when another worker has it.
    /// An item that throws ends the slice; what went before it is kept.
    /// </summary>
    /// <param name="read">The items from a position on, in the same order on every read.</param>
    public async Task<Result<JobProgress>> RunSliceAsync<T>(
        string id,
        Func<long, CancellationToken, IAsyncEnumerable<JobItem<T>>> read,
        Func<T, CancellationToken, Task> apply,
        CancellationToken cancellation
    )
    {
        var (row, held) = await TakeAsync(id, cancellation);
        if (row is null)
        {
            return new Error("platform.job-busy", ErrorKind.Conflict);
        }

        if (!held)
        {
            return Progress(id, row);
        }

        try
        {
            await WorkAsync(row, read, apply, cancellation);
            return Progress(id, row);
        }
        catch (LeaseLostException)
        {
            // The lease ran out and another worker has gone on from our last saved position.
            return new Error("platform.job-busy", ErrorKind.Conflict);
        }
    }

    private async Task WorkAsync<T>(
        TableEntity row,
        Func<long, CancellationToken, IAsyncEnumerable<JobItem<T>>> read,
        Func<T, CancellationToken, Task> apply,
        CancellationToken cancellation
    )
    {
        var started = _clock.GetUtcNow();
        var left = ItemsPerSlice;
        var ended = true;
        await foreach (var chunk in ChunksAsync(read(Position(row), cancellation), cancellation))
        {
            try
            {
                var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
                await Parallel.ForEachAsync(chunk, options, async (item, token) => await apply(item.Value, token));
            }
            catch
            {
                await SaveAsync(row, release: true, CancellationToken.None);
                throw;
            }

            row["position"] = chunk[^1].Next;
            row["applied"] = (row.GetInt64("applied") ?? 0) + chunk.Count;
            left -= chunk.Count;
            if (left <= 0 || _clock.GetUtcNow() - started >= TimePerSlice)
            {
                ended = false;
                break;
            }

            await SaveAsync(row, release: false, cancellation);
        }

        row["done"] = ended;
        await SaveAsync(row, release: true, cancellation);
    }

    private static async IAsyncEnumerable<List<JobItem<T>>> ChunksAsync<T>(
        IAsyncEnumerable<JobItem<T>> items,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var chunk = new List<JobItem<T>>(ItemsPerSave);
        await foreach (var item in items.WithCancellation(cancellation))
        {
            chunk.Add(item);
            if (chunk.Count == ItemsPerSave)
            {
                yield return chunk;
                chunk = new List<JobItem<T>>(ItemsPerSave);
            }
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    /// <summary>The row under lease; no row when somebody else holds it; not held when the job is done.</summary>
    private async Task<(TableEntity? Row, bool Held)> TakeAsync(string id, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var row = await _table.FindAsync(RowKeys.Safe(id), Row, cancellation);
        if (row?.GetBoolean("done") == true)
        {
            return (row, false);
        }

        if (row?.GetDateTimeOffset("leaseUntil") > now)
        {
            return (null, false);
        }

        var isNew = row is null;
        row ??= new TableEntity(RowKeys.Safe(id), Row)
        {
            ["position"] = 0L,
            ["applied"] = 0L,
            ["done"] = false,
            ["schemaVersion"] = 1,
        };
        row["leaseUntil"] = now + Lease;
        try
        {
            var answer = isNew
                ? await _table.AddEntityAsync(row, cancellation)
                : await _table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellation);
            row.ETag = answer.Headers.ETag ?? default;
            return (row, true);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return (null, false);
        }
    }

    private async Task SaveAsync(TableEntity row, bool release, CancellationToken cancellation)
    {
        row["leaseUntil"] = release ? DateTimeOffset.UnixEpoch : _clock.GetUtcNow() + Lease;
        try
        {
            var answer = await _table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellation);
            row.ETag = answer.Headers.ETag ?? default;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            throw new LeaseLostException();
        }
    }

    private sealed class LeaseLostException : Exception;

    private static long Position(TableEntity row) => row.GetInt64("position") ?? 0;

    private static JobProgress Progress(string id, TableEntity row) =>
        new(id, Position(row), row.GetInt64("applied") ?? 0, row.GetBoolean("done") ?? false);
}
