using Azure;
using Azure.Data.Tables;

namespace Serverless.Platform.Storage;

/// <summary>The few calls of the Table service that everything here is made of.</summary>
internal static class TableCalls
{
    /// <summary>A point read; null when there is no such row.</summary>
    internal static async Task<TableEntity?> FindAsync(this TableClient table, string partition, string row, CancellationToken cancellation)
    {
        var answer = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation);
        return answer.HasValue ? answer.Value : null;
    }

    /// <summary>The rows of one partition from <paramref name="first"/> up to, but not including, <paramref name="end"/>.</summary>
    internal static async Task<List<TableEntity>> RangeAsync(
        this TableClient table,
        string partition,
        string first,
        string end,
        int max,
        CancellationToken cancellation
    )
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {end}");
        return await table.TakeAsync(filter, max, cancellation);
    }

    internal static async Task<List<TableEntity>> TakeAsync(this TableClient table, string filter, int max, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, Math.Min(max, 1000), cancellationToken: cancellation))
        {
            rows.Add(row);
            if (rows.Count == max)
            {
                break;
            }
        }

        return rows;
    }

    /// <summary>Removes a row; one that is gone already is as good.</summary>
    internal static async Task RemoveAsync(this TableClient table, string partition, string row, CancellationToken cancellation)
    {
        try
        {
            await table.DeleteEntityAsync(partition, row, ETag.All, cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // A repeated delete after a lost answer.
        }
    }
}
