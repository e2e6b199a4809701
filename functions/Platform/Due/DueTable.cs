using Azure.Data.Tables;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Due;

/// <summary>Writes and removes rows of the Due table; <see cref="DrainDue"/> reads them.</summary>
internal sealed class DueTable(StorageClients clients)
{
    internal const string Name = "Due";

    internal TableClient Client { get; } = clients.Table(Name);

    /// <summary>All at the same time: they stand before a commit.</summary>
    internal Task AddAsync(IReadOnlyList<DueRow> rows, CancellationToken cancellation) =>
        Task.WhenAll(
            rows.Select(async row =>
            {
                var entity = row.ToEntity();
                TableGuard.Check(entity);
                await Client.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellation);
            })
        );

    internal Task RemoveAsync(DueRow row, CancellationToken cancellation) => Client.RemoveAsync(row.Bucket, row.Key, cancellation);
}
