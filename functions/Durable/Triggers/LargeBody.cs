using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Serverless.Durable.Triggers;

/// <summary>
/// Whole bodies of trigger calls, in a rented buffer. Every call carries the instance's full history in Base64, so Kestrel's
/// default of 30,000,000 bytes is too little and a bound of ours stands instead.
/// </summary>
internal sealed class LargeBody : IDisposable
{
    private const int MaxBytes = 256 * 1024 * 1024;
    private const int FirstSize = 64 * 1024;

    private byte[] _buffer;
    private int _length;

    private LargeBody(int size) => _buffer = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>Routing raises the request's limit where it sees this.</summary>
    public static IRequestSizeLimitMetadata Limit { get; } = new RequestSizeLimit();

    /// <summary>The body; writable, so that decoding can happen in place.</summary>
    public Memory<byte> Bytes => _buffer.AsMemory(0, _length);

    public static async Task<LargeBody> ReadAsync(HttpRequest request)
    {
        var body = new LargeBody((int)Math.Clamp(request.ContentLength ?? FirstSize, FirstSize, MaxBytes));
        try
        {
            await body.FillAsync(request);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _length) = ([], 0);
    }

    private async Task FillAsync(HttpRequest request)
    {
        while (true)
        {
            var read = await request.Body.ReadAsync(_buffer.AsMemory(_length), request.HttpContext.RequestAborted);
            if (read == 0)
            {
                return;
            }

            _length += read;
            if (_length > MaxBytes)
            {
                throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
            }

            if (_length == _buffer.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
                _buffer.AsSpan(0, _length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = larger;
            }
        }
    }

    private sealed class RequestSizeLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MaxBytes;
    }
}
