using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Serverless.Platform.Storage;

namespace Serverless.Local.Azurite;

/// <summary>Creates what a manifest names; in Azure infra/ does this. Creating what exists changes nothing.</summary>
internal static class StorageSetup
{
    internal static async Task CreateAsync(string connectionString, StorageManifest manifest, string prefix, CancellationToken cancellation)
    {
        var tables = new TableServiceClient(connectionString);
        var blobs = new BlobServiceClient(connectionString);
        var queues = new QueueServiceClient(connectionString);
        var work = manifest
            .Tables.Select(name => (Func<Task>)(() => tables.CreateTableIfNotExistsAsync(prefix + name, cancellation)))
            .Concat(
                manifest.Containers.Select(name =>
                    (Func<Task>)(() => blobs.GetBlobContainerClient(prefix + name).CreateIfNotExistsAsync(cancellationToken: cancellation))
                )
            )
            .Concat(
                manifest.Queues.Select(name =>
                    (Func<Task>)(() => queues.GetQueueClient(prefix + name).CreateIfNotExistsAsync(cancellationToken: cancellation))
                )
            );
        await Parallel.ForEachAsync(
            work,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation },
            async (create, _) => await create()
        );
    }
}
