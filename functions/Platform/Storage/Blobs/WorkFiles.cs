using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Serverless.Platform.Storage;

/// <summary>
/// Files that a job leaves for itself and for a download: they may be written again and are removed when nobody needs them any more.
/// What must stay as it is goes into the <see cref="BlobVault"/>.
/// </summary>
public sealed class WorkFiles
{
    internal const string Container = "workfiles";

    private readonly BlobContainerClient _container;

    internal WorkFiles(StorageClients clients) => _container = clients.Container(Container);

    /// <summary>Writes the file, over an older one of this name.</summary>
    /// <param name="name">Ids and numbers only, parted by slashes.</param>
    public Task PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        _container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), overwrite: true, cancellation);

    /// <summary>Writes a value as JSON, over an older one of this name.</summary>
    /// <param name="name">Ids and numbers only, parted by slashes.</param>
    public Task PutAsync<T>(string name, T value, JsonTypeInfo<T> json, CancellationToken cancellation) =>
        PutAsync(name, JsonSerializer.SerializeToUtf8Bytes(value, json), cancellation);

    /// <summary>The file's content, or null when there is none.</summary>
    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await _container.GetBlobClient(name).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>What a job wrote for itself as JSON, or null when there is no such file. The whole of it is held in memory.</summary>
    public async Task<T?> FindAsync<T>(string name, JsonTypeInfo<T> json, CancellationToken cancellation)
        where T : class
    {
        await using var content = await OpenAsync(name, cancellation);
        return content is null
            ? null
            : JsonSerializer.Deserialize((await BinaryData.FromStreamAsync(content, cancellation)).ToMemory().Span, json);
    }

    /// <summary>Removes every file whose name begins so; removing what is gone is as good.</summary>
    public async Task RemoveAllAsync(string prefix, CancellationToken cancellation)
    {
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation))
        {
            await _container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellation);
        }
    }
}
