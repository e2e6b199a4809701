using System.Security.Cryptography;

namespace Serverless.Platform.Hosting.Commands;

/// <summary>A request body that is hashed on its way to whoever reads it, without being kept.</summary>
internal sealed class BodyHash(Stream body) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string? _hex;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        Take(buffer.Span[..count], buffer.Length);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Request bodies are read asynchronously");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>SHA-256 of the whole body, hex in lower case.</summary>
    internal string Hex() => _hex ?? throw new InvalidOperationException("The body has not been read to its end yet");

    /// <summary>For routes whose parameters do not come from the body.</summary>
    internal async Task DrainAsync(CancellationToken cancellation)
    {
        if (_hex is null)
        {
            await CopyToAsync(Null, cancellation);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }

    private void Take(ReadOnlySpan<byte> read, int room)
    {
        if (_hex is not null || room == 0)
        {
            return;
        }

        if (read.IsEmpty)
        {
            _hex = Convert.ToHexStringLower(_hash.GetHashAndReset());
        }
        else
        {
            _hash.AppendData(read);
        }
    }
}
