using Azure;
using Azure.Storage.Blobs;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Face;

/// <summary>
/// The container <c>faces</c>: photos of faces and nothing else, so that who may read it and how long anything stays is settled for
/// them alone. What is put in is sealed already; names are ids.
/// </summary>
public sealed class FacePhotoBlobs
{
    internal const string Container = "faces";

    private readonly BlobContainerClient _container;

    internal FacePhotoBlobs(StorageClients clients) => _container = clients.Container(Container);

    public Task PutAsync(string name, ReadOnlyMemory<byte> sealedPhoto, CancellationToken cancellation) =>
        _container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(sealedPhoto), overwrite: true, cancellation);

    /// <summary>Null when it was purged.</summary>
    public async Task<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await _container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content.ToMemory();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Purging what is gone is as good.</summary>
    public Task PurgeAsync(string name, CancellationToken cancellation) =>
        _container.DeleteBlobIfExistsAsync(name, cancellationToken: cancellation);
}
