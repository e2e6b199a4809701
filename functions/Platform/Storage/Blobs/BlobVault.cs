using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Storage;

/// <summary>What was put away, as the row that names it keeps it (architecture, section 5).</summary>
/// <param name="Name">Ids only, never personal data.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record VaultReceipt(string Name, long Length, string Sha256);

/// <summary>
/// Documents that must stay as they are: written once, never overwritten, not deleted before their retention ends. In Azure the
/// container has an immutability policy as well (infra/); Azurite knows none, so the rule is kept here too.
/// </summary>
public sealed class BlobVault
{
    internal const string Container = "vault";
    private const string HashKey = "sha256";
    private const string RetainKey = "retainuntil";

    private readonly BlobContainerClient _container;
    private readonly TimeProvider _clock;

    internal BlobVault(StorageClients clients, TimeProvider clock) => (_container, _clock) = (clients.Container(Container), clock);

    /// <summary>
    /// Stores a document. The same name with the same bytes again answers the same receipt; with other bytes it is
    /// <c>platform.document-exists</c>.
    /// </summary>
    public async Task<Result<VaultReceipt>> PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        string contentType,
        DateTimeOffset retainUntil,
        CancellationToken cancellation
    )
    {
        var receipt = new VaultReceipt(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content.Span)));
        var options = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            Metadata = new Dictionary<string, string>
            {
                [HashKey] = receipt.Sha256,
                [RetainKey] = retainUntil.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            },
        };
        try
        {
            await _container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), options, cancellation);
            return receipt;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            var stored = await FindAsync(name, cancellation);
            return stored == receipt ? receipt : Error.Conflict("platform.document-exists").With("name", name);
        }
    }

    /// <summary>A reader of its own, for tools that are no app.</summary>
    public static BlobVault Open(StorageOptions options, TimeProvider clock) => new(new StorageClients(options), clock);

    /// <summary>Names under a prefix, in their order.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellation)
    {
        var names = new List<string>();
        var pages = _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation);
        await foreach (var blob in pages)
        {
            names.Add(blob.Name);
        }

        return names;
    }

    /// <summary>Null when there is no such document.</summary>
    public async Task<VaultReceipt?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var properties = (await _container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellation)).Value;
            return new VaultReceipt(name, properties.ContentLength, properties.Metadata[HashKey]);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>The document, its bytes checked against the receipt; bytes that differ throw, for that is tampering or decay.</summary>
    public async Task<Result<ReadOnlyMemory<byte>>> GetAsync(VaultReceipt receipt, CancellationToken cancellation)
    {
        try
        {
            var content = (await _container.GetBlobClient(receipt.Name).DownloadContentAsync(cancellation)).Value.Content.ToMemory();
            return Convert.ToHexStringLower(SHA256.HashData(content.Span)) == receipt.Sha256
                ? content
                : throw new InvalidDataException($"Document {receipt.Name} is not what was stored");
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return Error.NotFound("platform.document-not-found");
        }
    }

    /// <summary>A stream from <paramref name="offset"/> on, for downloads that are continued.</summary>
    public async Task<Stream> OpenAsync(string name, long offset, CancellationToken cancellation) =>
        await _container
            .GetBlobClient(name)
            .OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { Position = offset }, cancellation);

    /// <summary>Deletes after retention; <c>platform.document-retained</c> before. Deleting what is gone is as good.</summary>
    public async Task<Result<Done>> DeleteAsync(string name, CancellationToken cancellation)
    {
        var blob = _container.GetBlobClient(name);
        try
        {
            var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value;
            var until = DateTimeOffset.Parse(properties.Metadata[RetainKey], System.Globalization.CultureInfo.InvariantCulture);
            if (until > _clock.GetUtcNow())
            {
                return Error.Conflict("platform.document-retained");
            }

            await blob.DeleteIfExistsAsync(
                conditions: new BlobRequestConditions { IfMatch = properties.ETag },
                cancellationToken: cancellation
            );
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Deleted by an earlier call.
        }

        return Done.Value;
    }
}
