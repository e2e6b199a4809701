using System.Security.Cryptography;
using Serverless.Platform.Documents.Fonts;

namespace Serverless.Platform.Documents.Pdf;

/// <summary>
/// Writes one embedded font: composite, two-byte codes, TrueType program, and the map back to Unicode that makes copying,
/// searching and screen reading work (ISO 32000-1 §9.7, §9.10.3).
/// </summary>
internal static class FontObjects
{
    public static int Write(FontSubset subset, PdfObjects objects)
    {
        var program = FontFileWriter.Write(subset);
        var name = $"{SubsetTag(program)}+{subset.Font.Name}";
        var file = objects.WriteStream(program, $"/Length1 {program.Length}");
        var descriptor = objects.Write(b => Descriptor(b, subset.Font, name, file));
        var descendant = objects.Write(b => Descendant(b, subset, name, descriptor));
        using var map = new PdfBuffer();
        ToUnicode(map, subset);
        var toUnicode = objects.WriteStream(map.Written);
        return objects.Write(b =>
            b.Raw($"<</Type /Font/Subtype /Type0/BaseFont /{name}/Encoding /Identity-H/DescendantFonts [")
                .Reference(descendant)
                .Raw("]/ToUnicode "u8)
                .Reference(toUnicode)
                .Raw(">>"u8)
        );
    }

    // Six letters that tell subsets of one font apart when documents are merged.
    private static string SubsetTag(byte[] program)
    {
        var hash = SHA256.HashData(program);
        return string.Create(
            6,
            hash,
            (tag, bytes) =>
            {
                for (var i = 0; i < tag.Length; i++)
                {
                    tag[i] = (char)('A' + (bytes[i] % 26));
                }
            }
        );
    }

    private static void Descriptor(PdfBuffer buffer, TrueTypeFont font, string name, int file)
    {
        double Scaled(int units) => units * 1000.0 / font.UnitsPerEm;
        buffer.Raw($"<</Type /FontDescriptor/FontName /{name}/Flags 4/ItalicAngle 0/StemV 80/FontBBox [");
        foreach (var edge in font.Bounds)
        {
            buffer.Numbers(Scaled(edge));
        }

        buffer.Raw("]/Ascent "u8).Number(Scaled(font.Ascent)).Raw("/Descent "u8).Number(Scaled(font.Descent));
        buffer.Raw("/CapHeight "u8).Number(Scaled(font.CapHeight)).Raw("/FontFile2 "u8).Reference(file).Raw(">>"u8);
    }

    private static void Descendant(PdfBuffer buffer, FontSubset subset, string name, int descriptor)
    {
        buffer.Raw($"<</Type /Font/Subtype /CIDFontType2/BaseFont /{name}/CIDToGIDMap /Identity");
        buffer.Raw("/CIDSystemInfo <</Registry (Adobe)/Ordering (Identity)/Supplement 0>>/FontDescriptor "u8);
        buffer.Reference(descriptor).Raw("/W [0["u8);
        for (var code = 0; code < subset.Used.Count; code++)
        {
            buffer.Integer(subset.AdvanceOf(code)).Raw(" "u8);
        }

        buffer.Raw("]]>>"u8);
    }

    private static void ToUnicode(PdfBuffer buffer, FontSubset subset)
    {
        buffer.Raw("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"u8);
        buffer.Raw("/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n"u8);
        buffer.Raw("/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"u8);
        buffer.Raw("1 begincodespacerange <0000> <FFFF> endcodespacerange\n"u8);
        // A block holds a hundred entries at most.
        for (var first = 1; first < subset.Used.Count; first += 100)
        {
            var count = Math.Min(100, subset.Used.Count - first);
            buffer.Integer(count).Raw(" beginbfchar\n"u8);
            for (var code = first; code < first + count; code++)
            {
                var character = subset.Used[code].Character.Value;
                buffer.Raw("<"u8).Hex((ushort)code).Raw("> <"u8).Hex((ushort)character).Raw(">\n"u8);
            }

            buffer.Raw("endbfchar\n"u8);
        }

        buffer.Raw("endcmap CMapName currentdict /CMap defineresource pop end end\n"u8);
    }
}
