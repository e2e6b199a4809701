using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Serverless.Platform.Documents.Pdf;

/// <summary>
/// Collects PDF syntax in pooled memory. Numbers have at most two decimals and one spelling, so equal documents have
/// equal bytes.
/// </summary>
internal sealed class PdfBuffer : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    /// <summary>Forgets what was written and keeps the memory.</summary>
    public void Clear() => Length = 0;

    public PdfBuffer Raw(ReadOnlySpan<byte> syntax)
    {
        syntax.CopyTo(Room(syntax.Length));
        Length += syntax.Length;
        return this;
    }

    /// <summary>Syntax in ASCII; never text of a document.</summary>
    public PdfBuffer Raw(string syntax)
    {
        Length += Encoding.ASCII.GetBytes(syntax, Room(syntax.Length));
        return this;
    }

    public PdfBuffer Integer(long value)
    {
        Utf8Formatter.TryFormat(value, Room(20), out var written);
        Length += written;
        return this;
    }

    /// <summary>A length in points, to a hundredth.</summary>
    public PdfBuffer Number(double value)
    {
        var hundredths = (long)Math.Round(value * 100, MidpointRounding.AwayFromZero);
        if (hundredths < 0)
        {
            Raw("-"u8);
            hundredths = -hundredths;
        }

        Integer(hundredths / 100);
        var rest = (int)(hundredths % 100);
        if (rest != 0)
        {
            var digits = rest % 10 == 0 ? 1 : 2;
            Raw("."u8);
            Span<byte> tail = [(byte)('0' + (rest / 10)), (byte)('0' + (rest % 10))];
            Raw(tail[..digits]);
        }

        return this;
    }

    public PdfBuffer Numbers(params ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            Number(value).Raw(" "u8);
        }

        return this;
    }

    /// <summary>A reference to an object.</summary>
    public PdfBuffer Reference(int id) => Integer(id).Raw(" 0 R"u8);

    /// <summary>Two bytes as four hexadecimal digits.</summary>
    public PdfBuffer Hex(ushort value)
    {
        Utf8Formatter.TryFormat(value, Room(4), out var written, new StandardFormat('X', 4));
        Length += written;
        return this;
    }

    /// <summary>A text string: UTF-16 with byte order mark, in hexadecimal.</summary>
    public PdfBuffer Text(string text)
    {
        Raw("<FEFF"u8);
        foreach (var unit in text)
        {
            Hex(unit);
        }

        return Raw(">"u8);
    }

    /// <summary>A literal string of printable ASCII, escaped.</summary>
    public PdfBuffer Ascii(string text)
    {
        Raw("("u8);
        foreach (var character in text)
        {
            if (character is '(' or ')' or '\\')
            {
                Raw("\\"u8);
            }

            Raw([(byte)character]);
        }

        return Raw(")"u8);
    }

    private Span<byte> Room(int size)
    {
        if (_bytes.Length - Length < size)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + size));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(Length);
    }
}
