using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace Serverless.Platform.Files;

/// <summary>
/// Reads a comma-separated file of any size in constant memory and knows the byte at which each record ends, so that a job that
/// was cut off goes on from there. A quoted field may not span lines: no file we take has such fields, and a lost quote would
/// otherwise swallow the rest of the file.
/// </summary>
public static class CsvReader
{
    /// <summary>Longest line in bytes, line end included.</summary>
    public const int MaximumLine = 8 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Records from the stream's position on. Blank lines are passed over; a byte order mark at offset 0 is dropped.</summary>
    /// <param name="content">Positioned at <paramref name="offset"/>; left open.</param>
    /// <param name="offset">Bytes of the file before the stream's position.</param>
    /// <param name="number">Line of the file at that position, from 1.</param>
    public static async IAsyncEnumerable<CsvRecord> ReadAsync(
        Stream content,
        long offset = 0,
        int number = 1,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        var reader = PipeReader.Create(content, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var skipping = false;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            while (NextLine(ref buffer, read.IsCompleted, out var line))
            {
                offset += line.Length;
                if (Parse(line, number, offset, skipping) is { } record)
                {
                    yield return record;
                }

                skipping = false;
                number++;
            }

            if (buffer.Length > MaximumLine)
            {
                offset += buffer.Length;
                buffer = buffer.Slice(buffer.End);
                skipping = true;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        await reader.CompleteAsync();
        if (skipping)
        {
            yield return new CsvRecord(number, offset, number + 1, [], CsvFault.TooLong);
        }
    }

    private static bool NextLine(ref ReadOnlySequence<byte> buffer, bool last, out ReadOnlySequence<byte> line)
    {
        var end = buffer.PositionOf((byte)'\n');
        if (end is null && !(last && buffer.Length > 0))
        {
            line = default;
            return false;
        }

        var next = end is null ? buffer.End : buffer.GetPosition(1, end.Value);
        line = buffer.Slice(0, next);
        buffer = buffer.Slice(next);
        return true;
    }

    private static CsvRecord? Parse(ReadOnlySequence<byte> line, int number, long nextOffset, bool tail)
    {
        CsvRecord Broken(CsvFault fault) => new(number, nextOffset, number + 1, [], fault);

        if (tail || line.Length > MaximumLine)
        {
            return Broken(CsvFault.TooLong);
        }

        string text;
        try
        {
            text = StrictUtf8.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            return Broken(CsvFault.NotUtf8);
        }

        var trimmed = text.AsSpan().TrimEnd("\r\n");
        if (nextOffset == line.Length && trimmed.StartsWith("\uFEFF"))
        {
            trimmed = trimmed[1..];
        }

        if (trimmed.IsWhiteSpace())
        {
            return null;
        }

        return CsvFields.Split(trimmed) is { } fields
            ? new CsvRecord(number, nextOffset, number + 1, fields, null)
            : Broken(CsvFault.BadQuotes);
    }
}
