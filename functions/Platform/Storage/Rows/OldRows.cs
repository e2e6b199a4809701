using Azure.Data.Tables;

namespace Serverless.Platform.Storage;

/// <summary>Markers, inbox and idempotency rows that are past their 90 days (decision 8); each command takes some of them along.</summary>
internal static class OldRows
{
    internal const int AtOnce = 10;
    internal static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    /// <summary>Looked for only when the state row says so, so that the usual command has no such read.</summary>
    internal static async Task<IReadOnlyList<string>> FindAsync(
        TableClient table,
        string partition,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var limit = now - KeptFor;
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and at lt {limit} and ((RowKey ge {"c|"} and RowKey lt {"c}"}) or (RowKey ge {"i|"} and RowKey lt {"i}"}) or (RowKey ge {"k|"} and RowKey lt {"k}"}))"
        );
        var rows = await table.TakeAsync(filter, AtOnce, cancellation);
        return [.. rows.Select(row => row.RowKey)];
    }
}
