using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Serverless.Platform.Drop;

/// <summary>
/// Writes one file of any length with one megabyte of memory. Blocks of two writers never mix, and whoever commits first has written
/// the file: the other one is told so. A writer that dies leaves nothing to see.
/// </summary>
public sealed class DropWriter : IDisposable
{
    private const int BlockBytes = 1024 * 1024;

    private readonly BlockBlobClient _blob;
    private readonly string _attempt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<string> _blocks = [];
    private readonly byte[] _buffer = new byte[BlockBytes];
    private int _filled;

    internal DropWriter(BlockBlobClient blob) => _blob = blob;

    /// <summary>SHA-256 of what was written so far, hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public Task WriteAsync(string text, CancellationToken cancellation) => WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        _hash.AppendData(bytes.Span);
        while (!bytes.IsEmpty)
        {
            var fits = Math.Min(bytes.Length, BlockBytes - _filled);
            bytes[..fits].CopyTo(_buffer.AsMemory(_filled));
            _filled += fits;
            bytes = bytes[fits..];
            if (_filled == BlockBytes)
            {
                await StageAsync(cancellation);
            }
        }
    }

    /// <summary>Makes the file visible, whole; false when there was one of this name already, which then stays.</summary>
    /// <param name="facts">Noted beside the content: totals and hashes, never personal data.</param>
    public async Task<bool> CommitAsync(IReadOnlyDictionary<string, string> facts, CancellationToken cancellation)
    {
        if (_filled > 0)
        {
            await StageAsync(cancellation);
        }

        var options = new CommitBlockListOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "text/csv; charset=utf-8" },
            Metadata = new Dictionary<string, string>(facts),
        };
        try
        {
            await _blob.CommitBlockListAsync(_blocks, options, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 400 or 409 or 412)
        {
            // 400: another writer's commit has dropped our blocks. It must be there, or the failure is ours.
            if (!await _blob.ExistsAsync(cancellation))
            {
                throw;
            }

            return false;
        }
    }

    public void Dispose() => _hash.Dispose();

    private async Task StageAsync(CancellationToken cancellation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{_attempt}-{_blocks.Count:D6}");
        var id = Convert.ToBase64String(Encoding.ASCII.GetBytes(name));
        using var content = new MemoryStream(_buffer, 0, _filled, writable: false);
        await _blob.StageBlockAsync(id, content, cancellationToken: cancellation);
        _blocks.Add(id);
        _filled = 0;
    }
}
