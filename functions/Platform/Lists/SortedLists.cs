using Azure.Data.Tables;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Lists;

/// <summary>One entry of a list.</summary>
/// <param name="Key">Its place: letters, digits and <c>- _ . | ~ : @</c>.</param>
/// <param name="Subject">The id of what it stands for.</param>
public readonly record struct ListEntry(string Key, string Subject);

/// <summary>
/// Ids in an order of their own: what is open, what is newest. An entry is put <b>before</b> the commit that makes it true and removed
/// <b>after</b> the commit that ends it, so that a crash leaves an entry too many and never one too few; a reader looks at the aggregate
/// and removes what is over. Putting and removing again changes nothing.
/// </summary>
public sealed class SortedLists
{
    internal const string Table = "Lists";
    private const string SubjectColumn = "subject";

    private readonly TableClient _table;

    internal SortedLists(StorageClients clients) => _table = clients.Table(Table);

    public async Task PutAsync(string list, ListEntry entry, CancellationToken cancellation)
    {
        var row = new TableEntity(list, entry.Key) { [SubjectColumn] = entry.Subject, ["schemaVersion"] = 1 };
        TableGuard.Check(row);
        await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    public Task RemoveAsync(string list, string key, CancellationToken cancellation) => _table.RemoveAsync(list, key, cancellation);

    /// <summary>The entries behind <paramref name="after"/> in order of their keys, at most <paramref name="max"/>.</summary>
    /// <param name="after">Null begins; any text is safe here, it is compared and nothing else.</param>
    public async Task<IReadOnlyList<ListEntry>> ReadAsync(string list, string? after, int max, CancellationToken cancellation)
    {
        var from = after ?? "";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {list} and RowKey gt {from}");
        var rows = await _table.TakeAsync(filter, max, cancellation);
        return [.. rows.Select(row => new ListEntry(row.RowKey, row.GetString(SubjectColumn)))];
    }
}
