using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform.Hosting.Health;

namespace Serverless.Platform.Storage;

/// <summary>
/// What <c>/api/v1/platform/health/ready</c> asks of the storage account: one read per service that the app's own rights allow and
/// that fails when what the app needs was never created. A wrong role, a closed firewall and a missing table all show.
/// </summary>
internal static class StorageReadiness
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>No aggregate has this id, so the query reads nothing.</summary>
    private const string Nothing = "readiness";

    internal static IServiceCollection AddStorageReadiness(this IServiceCollection services) =>
        services
            .AddDependency("tables", Limit, (provider, c) => TablesAsync(Clients(provider), c))
            .AddDependency("blobs", Limit, BlobsAsync);

    private static async Task TablesAsync(StorageClients clients, CancellationToken cancellation)
    {
        // A query and not a point read: the client takes a table that is missing for a row that is.
        var rows = clients
            .Table(UniqueIndex.Table)
            .QueryAsync<TableEntity>(
                $"PartitionKey eq '{Nothing}'",
                maxPerPage: 1,
                select: ["PartitionKey"],
                cancellationToken: cancellation
            );
        await foreach (var _ in rows)
        {
            return;
        }
    }

    private static Task BlobsAsync(IServiceProvider provider, CancellationToken cancellation) =>
        Clients(provider).Container(BlobVault.Container).GetPropertiesAsync(cancellationToken: cancellation);

    private static StorageClients Clients(IServiceProvider provider) => provider.GetRequiredService<StorageClients>();
}
