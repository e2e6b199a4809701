using Serverless.Platform.Due;
using Serverless.Platform.Face;
using Serverless.Platform.Hosting.Limits;
using Serverless.Platform.Lists;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.Platform.Storage;

/// <summary>
/// The tables, containers and queues that must exist. App never creates any: infra/ does in Azure, Local and the tests do on Azurite.
/// </summary>
public sealed record StorageManifest(IReadOnlyList<string> Tables, IReadOnlyList<string> Containers, IReadOnlyList<string> Queues)
{
    /// <summary>What Platform itself keeps.</summary>
    public static StorageManifest Platform { get; } =
        new(
            [
                DueTable.Name,
                UniqueIndex.Table,
                Uploads.Table,
                SortedLists.Table,
                RejectionLog.Table,
                AttemptTable.Table,
                StoredRateCounter.Table,
            ],
            [
                BlobVault.Container,
                Uploads.Container,
                Rosters.Container,
                ClaimCheck.Container,
                WorkFiles.Container,
                FacePhotoBlobs.Container,
            ],
            []
        );

    /// <summary>Both, each name once, sorted.</summary>
    public StorageManifest With(StorageManifest other) =>
        new(Join(Tables, other.Tables), Join(Containers, other.Containers), Join(Queues, other.Queues));

    private static string[] Join(IReadOnlyList<string> left, IReadOnlyList<string> right) =>
        [.. left.Union(right).Order(StringComparer.Ordinal)];
}
