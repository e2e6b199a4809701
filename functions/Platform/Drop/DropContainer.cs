using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Drop;

/// <summary>
/// Where a partner and we leave files for each other: a container of its own per partner with the folders <c>out/</c> (ours),
/// <c>in/</c> (theirs) and <c>done/</c> (theirs, taken over, under a name of ours). A file is visible when it is whole and never changes
/// under a reader: reading is pinned to the content that was looked at.
/// </summary>
public sealed class DropContainer
{
    public const string Out = "out/";
    public const string In = "in/";
    public const string Taken = "done/";

    private readonly BlobContainerClient _container;

    internal DropContainer(StorageClients clients, string partner) => _container = clients.Container(NameFor(partner));

    /// <summary>The container of a partner; the queue <c>{partner}-files</c> tells of what arrives in it.</summary>
    public static string NameFor(string partner) => $"drop-{partner}";

    /// <summary>The files of a folder by name, at most <paramref name="max"/>.</summary>
    public async IAsyncEnumerable<DropFile> ListAsync(string folder, int max, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, folder, cancellation))
        {
            if (max-- <= 0)
            {
                yield break;
            }

            yield return new DropFile(blob.Name, blob.Properties.ContentLength ?? 0, $"{blob.Properties.ETag}")
            {
                Facts = new Dictionary<string, string>(blob.Metadata ?? new Dictionary<string, string>()),
            };
        }
    }

    /// <summary>Null when there is no such file.</summary>
    public async Task<DropFile?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var found = (await _container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellation)).Value;
            return new DropFile(name, found.ContentLength, found.ETag.ToString())
            {
                Facts = new Dictionary<string, string>(found.Metadata),
            };
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>The content that was looked at, from a byte on; null when it is gone or another by now.</summary>
    public async Task<Stream?> OpenAsync(DropFile file, long offset, CancellationToken cancellation)
    {
        var options = new BlobOpenReadOptions(allowModifications: false)
        {
            Position = offset,
            BufferSize = 1024 * 1024,
            Conditions = new BlobRequestConditions { IfMatch = new ETag(file.ETag) },
        };
        try
        {
            return await _container.GetBlobClient(file.Name).OpenReadAsync(options, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return null;
        }
    }

    /// <summary>Begins a file that nobody sees before <see cref="DropWriter.CommitAsync"/>.</summary>
    public DropWriter Begin(string name) => new(_container.GetBlockBlobClient(name));

    /// <summary>Removes the file unless its content is another by now; answers whether it is gone.</summary>
    public async Task<bool> RemoveAsync(DropFile file, CancellationToken cancellation)
    {
        var unchanged = new BlobRequestConditions { IfMatch = new ETag(file.ETag) };
        try
        {
            await _container.GetBlobClient(file.Name).DeleteAsync(conditions: unchanged, cancellationToken: cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return e.Status == 404;
        }
    }
}
