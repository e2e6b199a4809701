using System.Net;

namespace Serverless.IntegrationTests.Storage;

/// <summary>A body whose connection breaks after some bytes, as in a lift or behind a hill.</summary>
internal sealed class CutContent(byte[] bytes, int after) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(bytes.AsMemory(0, after));
        await stream.FlushAsync();
        // What was written reaches the other side before the line is gone.
        await Task.Delay(100);
        throw new IOException("The line is gone");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
