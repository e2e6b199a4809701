namespace Serverless.UnitTests.Payroll;

/// <summary>A file of one first line and many equal ones, made while it is read.</summary>
internal sealed class RepeatedStream(byte[] first, byte[] line, int lines) : Stream
{
    private readonly long _length = first.Length + ((long)line.Length * lines);

    internal long Taken { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => Taken;
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = (int)Math.Min(buffer.Length, _length - Taken);
        for (var index = 0; index < count; index++)
        {
            var at = Taken + index;
            buffer.Span[index] = at < first.Length ? first[at] : line[(at - first.Length) % line.Length];
        }

        Taken += count;
        return ValueTask.FromResult(count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
