using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Serverless.Platform.Due;
using Serverless.Platform.Hosting.Limits;
using Serverless.Platform.Lists;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.Platform.Storage;

/// <summary>Where one chain of events stands.</summary>
/// <param name="Chain"><c>{Table}/{partition}</c>.</param>
public sealed record ChainPosition(string Chain, long Sequence, ReadOnlyMemory<byte> Head);

/// <summary>
/// The event chains of every table, whichever context keeps them: for the nightly audit root and for who checks it. Walks tables, so it
/// is no part of any request.
/// </summary>
public sealed class EventChains
{
    /// <summary>Tables without aggregates.</summary>
    private static readonly HashSet<string> Plain =
    [
        DueTable.Name,
        UniqueIndex.Table,
        SortedLists.Table,
        RejectionLog.Table,
        AttemptTable.Table,
        StoredRateCounter.Table,
    ];

    private readonly StorageClients _clients;
    private readonly string _prefix;

    internal EventChains(StorageClients clients, string prefix) => (_clients, _prefix) = (clients, prefix);

    /// <summary>A reader of its own, for tools that are no app.</summary>
    public static EventChains Open(StorageOptions options) => new(new StorageClients(options), options.NamePrefix);

    /// <summary>Chains whose state was written at this time or later, as they stand now; null for every chain.</summary>
    public async IAsyncEnumerable<ChainPosition> StandingAsync(
        DateTimeOffset? since,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        foreach (var name in await TablesAsync(cancellation))
        {
            var filter = since is { } from
                ? TableClient.CreateQueryFilter($"RowKey eq {RowKeys.State} and at ge {from}")
                : TableClient.CreateQueryFilter($"RowKey eq {RowKeys.State}");
            var rows = _clients.Table(name).QueryAsync<TableEntity>(filter, 1000, ["PartitionKey", "RowKey", "seq", "head"], cancellation);
            await foreach (var row in rows)
            {
                if (row.GetInt64("seq") is > 0 and var sequence && row.GetBinary("head") is { } head)
                {
                    yield return new ChainPosition($"{name}/{row.PartitionKey}", sequence, head);
                }
            }
        }
    }

    /// <summary>All events of one chain, oldest first; none when it does not exist.</summary>
    public async Task<IReadOnlyList<StoredEvent>> ReadAsync(string chain, CancellationToken cancellation)
    {
        var slash = chain.IndexOf('/', StringComparison.Ordinal);
        try
        {
            var rows = await _clients
                .Table(chain[..slash])
                .RangeAsync(chain[(slash + 1)..], RowKeys.Event(0), RowKeys.EventsEnd, int.MaxValue, cancellation);
            return [.. rows.Select(AggregateRows.ToEvent)];
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // The whole table is gone: every chain that was in it is found missing.
            return [];
        }
    }

    private async Task<List<string>> TablesAsync(CancellationToken cancellation)
    {
        var names = new List<string>();
        await foreach (var table in _clients.Tables.QueryAsync(cancellationToken: cancellation))
        {
            if (table.Name.StartsWith(_prefix, StringComparison.Ordinal) && !Plain.Contains(table.Name[_prefix.Length..]))
            {
                names.Add(table.Name[_prefix.Length..]);
            }
        }

        return names;
    }
}
