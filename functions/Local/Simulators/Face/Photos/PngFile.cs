using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Serverless.Local.Simulators.Face;

/// <summary>Writes a PNG with one text about it, and reads such a text back.</summary>
internal static class PngFile
{
    private const int HeaderLength = 8;
    private const int ChunkOverhead = 12;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="pixels">Three bytes each, row by row.</param>
    /// <param name="keyword">Latin letters; <paramref name="text"/> can be found by it again.</param>
    internal static byte[] Write(int width, int height, ReadOnlySpan<byte> pixels, string keyword, string text)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        Chunk(file, "IHDR", header);
        Chunk(file, "tEXt", Encoding.Latin1.GetBytes($"{keyword}\0{text}"));
        Chunk(file, "IDAT", Deflate(width, height, pixels));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>The text with that keyword; null when the file is no PNG or has none.</summary>
    internal static string? Text(ReadOnlySpan<byte> png, string keyword)
    {
        if (!png.StartsWith(Signature))
        {
            return null;
        }

        for (var at = HeaderLength; at + ChunkOverhead <= png.Length; )
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            if (length < 0 || length > png.Length - at - ChunkOverhead)
            {
                return null;
            }

            var data = png.Slice(at + 8, length);
            if (
                png.Slice(at + 4, 4).SequenceEqual("tEXt"u8)
                && Encoding.Latin1.GetString(data).Split('\0') is [var name, var text]
                && name == keyword
            )
            {
                return text;
            }

            at += length + ChunkOverhead;
        }

        return null;
    }

    private static byte[] Deflate(int width, int height, ReadOnlySpan<byte> pixels)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var row = 0; row < height; row++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(row * width * 3, width * 3));
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream file, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(body));
        file.Write(number);
    }
}
