using System.IO.Pipelines;
using System.Text;

namespace Serverless.UnitTests.Durable;

/// <summary>A writer that hands out just what it is asked for, and so nothing to who asks for any size: a server's may do the same.</summary>
internal sealed class ExactWriter : PipeWriter
{
    private byte[] _bytes = [];
    private int _written;

    internal string Text => Encoding.UTF8.GetString(_bytes, 0, _written);

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Array.Resize(ref _bytes, _written + sizeHint);
        return _bytes.AsMemory(_written);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes) => _written += bytes;

    public override void CancelPendingFlush() { }

    public override void Complete(Exception? exception = null) { }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(default(FlushResult));
}
