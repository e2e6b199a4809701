using System.Buffers;

namespace Serverless.Platform.Hosting.Problems;

/// <summary>Holds an answer until its length is known, in an array of the shared pool.</summary>
internal sealed class AnswerBuffer : IBufferWriter<byte>, IDisposable
{
    private const int UsualLength = 8 * 1024;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(UsualLength);
    private int _written;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _written);

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _written) = ([], 0);
    }

    private void Grow(int needed)
    {
        if (_bytes.Length - _written >= needed)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _written + needed));
        _bytes.AsSpan(0, _written).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
