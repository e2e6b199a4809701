using System.IO.Compression;
using System.Security.Cryptography;

namespace Serverless.Platform.Documents.Pdf;

/// <summary>
/// Writes numbered objects, the cross-reference table and the trailer straight to the output. The fixed grammar
/// (classic table, generation 0, nothing but what we write) is what <c>PdfSealer</c> relies on.
/// </summary>
internal sealed class PdfObjects : IDisposable
{
    private readonly Stream _output;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<long> _offsets = [0];
    private readonly PdfBuffer _scratch = new();
    private long _position;

    public PdfObjects(Stream output)
    {
        _output = output;
        // The second line says to transports that the file is binary.
        Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    public void Dispose()
    {
        _hash.Dispose();
        _scratch.Dispose();
    }

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        _offsets.Add(-1);
        return _offsets.Count - 1;
    }

    public void Write(int id, Action<PdfBuffer> body)
    {
        using var buffer = new PdfBuffer();
        body(buffer);
        Begin(id);
        Write(buffer.Written);
        Write("\nendobj\n"u8);
    }

    public int Write(Action<PdfBuffer> body)
    {
        var id = Reserve();
        Write(id, body);
        return id;
    }

    /// <summary>A compressed stream with the given extra dictionary entries.</summary>
    public int WriteStream(ReadOnlySpan<byte> content, string entries = "")
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return WritePlainStream(packed.GetBuffer().AsSpan(0, (int)packed.Length), entries + "/Filter /FlateDecode");
    }

    /// <summary>A stream as it is, for metadata that tools read without unpacking.</summary>
    public int WritePlainStream(ReadOnlySpan<byte> content, string entries)
    {
        var id = Reserve();
        Begin(id);
        _scratch.Raw("<<"u8).Raw(entries).Raw("/Length "u8).Integer(content.Length).Raw(">>\nstream\n"u8);
        Flush();
        Write(content);
        Write("\nendstream\nendobj\n"u8);
        return id;
    }

    /// <summary>Table of offsets and trailer. The file's identifier is a hash of all that stands before it.</summary>
    public void Finish(int catalog, int information)
    {
        var table = _position;
        _scratch.Raw("xref\n0 "u8).Integer(_offsets.Count).Raw("\n0000000000 65535 f \n"u8);
        foreach (var offset in _offsets.Skip(1))
        {
            _scratch.Raw($"{offset:D10} 00000 n \n");
        }

        Flush();
        var identifier = Convert.ToHexString(_hash.GetCurrentHash().AsSpan(0, 16));
        _scratch.Raw("trailer\n<</Size "u8).Integer(_offsets.Count).Raw("/Root "u8).Reference(catalog);
        _scratch.Raw("/Info "u8).Reference(information).Raw($"/ID [<{identifier}><{identifier}>]>>\nstartxref\n");
        _scratch.Integer(table).Raw("\n%%EOF\n"u8);
        Flush();
    }

    private void Begin(int id)
    {
        _offsets[id] = _position;
        _scratch.Integer(id).Raw(" 0 obj\n"u8);
        Flush();
    }

    private void Flush()
    {
        Write(_scratch.Written);
        _scratch.Clear();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _hash.AppendData(bytes);
        _position += bytes.Length;
    }
}
