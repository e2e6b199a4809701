using System.Buffers.Binary;
using System.Text;

namespace Serverless.Platform.Documents.Fonts;

/// <summary>
/// Writes the TrueType program of a subset: only the outlines in use, renumbered to the document's codes, without
/// hinting programs (viewers do not need them at print sizes and they are a third of the bytes).
/// </summary>
internal static class FontFileWriter
{
    private const ushort HasInstructions = 0x0100;
    private const ushort MoreComponents = 0x0020;
    private const ushort WordArguments = 0x0001;
    private const ushort OneScale = 0x0008;
    private const ushort TwoScales = 0x0040;
    private const ushort Matrix = 0x0080;

    public static byte[] Write(FontSubset subset)
    {
        var glyphs = subset.Used.Select(u => u.Glyph).ToList();
        var outlines = new List<byte[]>();
        for (var i = 0; i < glyphs.Count; i++)
        {
            // Components of composed letters are appended to the list and reached by this very loop.
            outlines.Add(Rewrite(subset.Font.OutlineOf(glyphs[i]), glyphs));
        }

        var (glyf, loca) = Outlines(outlines);
        return Assemble([
            ("glyf", glyf),
            ("head", Head(subset.Font)),
            ("hhea", Hhea(subset.Font, glyphs.Count)),
            ("hmtx", Metrics(subset.Font, glyphs)),
            ("loca", loca),
            ("maxp", Maxp(subset.Font, glyphs.Count)),
        ]);
    }

    private static byte[] Rewrite(ReadOnlySpan<byte> outline, List<int> glyphs)
    {
        if (outline.IsEmpty)
        {
            return [];
        }

        var contours = BinaryPrimitives.ReadInt16BigEndian(outline);
        return contours >= 0 ? WithoutInstructions(outline, contours) : RenumberParts(outline.ToArray(), glyphs);
    }

    private static byte[] WithoutInstructions(ReadOnlySpan<byte> outline, int contours)
    {
        var lengthAt = 10 + (2 * contours);
        var instructions = BinaryPrimitives.ReadUInt16BigEndian(outline[lengthAt..]);
        return [.. outline[..lengthAt], 0, 0, .. outline[(lengthAt + 2 + instructions)..]];
    }

    private static byte[] RenumberParts(byte[] outline, List<int> glyphs)
    {
        var at = 10;
        while (true)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            var part = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2));
            var index = glyphs.IndexOf(part, 1);
            if (index < 0)
            {
                index = glyphs.Count;
                glyphs.Add(part);
            }

            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at), (ushort)(flags & ~HasInstructions));
            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at + 2), checked((ushort)index));
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2);
            at += (flags & (OneScale | TwoScales | Matrix)) switch
            {
                0 => 0,
                OneScale => 2,
                TwoScales => 4,
                _ => 8,
            };
            if ((flags & MoreComponents) == 0)
            {
                return outline[..at];
            }
        }
    }

    private static (byte[] Glyf, byte[] Loca) Outlines(List<byte[]> outlines)
    {
        using var glyf = new MemoryStream();
        var loca = new byte[4 * (outlines.Count + 1)];
        for (var i = 0; i < outlines.Count; i++)
        {
            glyf.Write(outlines[i]);
            glyf.SetLength(Padded((int)glyf.Length));
            glyf.Position = glyf.Length;
            BinaryPrimitives.WriteInt32BigEndian(loca.AsSpan(4 * (i + 1)), (int)glyf.Length);
        }

        return (glyf.ToArray(), loca);
    }

    private static byte[] Metrics(TrueTypeFont font, List<int> glyphs)
    {
        var hmtx = new byte[4 * glyphs.Count];
        for (var i = 0; i < glyphs.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(hmtx.AsSpan(4 * i), (ushort)font.AdvanceOf(glyphs[i]));
            BinaryPrimitives.WriteInt16BigEndian(hmtx.AsSpan((4 * i) + 2), (short)font.LeftBearingOf(glyphs[i]));
        }

        return hmtx;
    }

    private static byte[] Head(TrueTypeFont font)
    {
        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return head;
    }

    private static byte[] Hhea(TrueTypeFont font, int glyphs)
    {
        var hhea = font.Table("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), checked((ushort)glyphs));
        return hhea;
    }

    private static byte[] Maxp(TrueTypeFont font, int glyphs)
    {
        var maxp = font.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), checked((ushort)glyphs));
        return maxp;
    }

    private static byte[] Assemble(IReadOnlyList<(string Tag, byte[] Bytes)> tables)
    {
        var power = (int)Math.Log2(tables.Count);
        var start = 12 + (16 * tables.Count);
        var file = new byte[start + tables.Sum(t => Padded(t.Bytes.Length))];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)((16 * tables.Count) - (16 << power)));
        var at = start;
        for (var i = 0; i < tables.Count; i++)
        {
            var (tag, bytes) = tables[i];
            var entry = file.AsSpan(12 + (16 * i), 16);
            Encoding.ASCII.GetBytes(tag, entry);
            bytes.CopyTo(file.AsSpan(at));
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Sum(file.AsSpan(at, Padded(bytes.Length))));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], at);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], bytes.Length);
            at += Padded(bytes.Length);
        }

        return file;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static uint Sum(ReadOnlySpan<byte> padded)
    {
        uint sum = 0;
        for (var i = 0; i < padded.Length; i += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(padded[i..]));
        }

        return sum;
    }
}
