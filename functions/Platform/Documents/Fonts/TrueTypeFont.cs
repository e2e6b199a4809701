using System.Buffers.Binary;
using System.Text;

namespace Serverless.Platform.Documents.Fonts;

/// <summary>
/// Reads what printing needs from a TrueType file: character map (format 4), advance widths, outlines by glyph.
/// It reads only fonts that are part of this assembly, so a malformed file is a bug and throws.
/// </summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];
    private readonly int _longMetrics;
    private readonly bool _longOffsets;
    private readonly int _charMap;

    private TrueTypeFont(string name, byte[] file)
    {
        (Name, _file) = (name, file);
        for (var i = 0; i < U16(4); i++)
        {
            var entry = 12 + (16 * i);
            _tables[Encoding.ASCII.GetString(file, entry, 4)] = (I32(entry + 8), I32(entry + 12));
        }

        UnitsPerEm = U16(Start("head") + 18);
        _longOffsets = U16(Start("head") + 50) == 1;
        Bounds = [.. Enumerable.Range(0, 4).Select(i => I16(Start("head") + 36 + (2 * i)))];
        Ascent = I16(Start("hhea") + 4);
        Descent = I16(Start("hhea") + 6);
        _longMetrics = U16(Start("hhea") + 34);
        CapHeight = I16(Start("OS/2") + 88);
        _charMap = FindCharMap();
    }

    /// <summary>The Noto Sans weights that travel inside this assembly (licence beside them: OFL.txt).</summary>
    public static TrueTypeFont Regular { get; } = Load("NotoSans-Regular");

    public static TrueTypeFont Bold { get; } = Load("NotoSans-Bold");

    public string Name { get; }

    public int UnitsPerEm { get; }

    public int Ascent { get; }

    public int Descent { get; }

    public int CapHeight { get; }

    /// <summary>Font box: left, bottom, right, top in font units.</summary>
    public IReadOnlyList<int> Bounds { get; }

    /// <summary>The glyph that draws a character, 0 when the font has none.</summary>
    public int GlyphOf(Rune character)
    {
        if (!character.IsBmp)
        {
            return 0;
        }

        var segments = U16(_charMap + 6) / 2;
        var ends = _charMap + 14;
        for (var i = 0; i < segments; i++)
        {
            if (character.Value <= U16(ends + (2 * i)))
            {
                return InSegment(character.Value, ends + (2 * segments) + 2 + (2 * i), 2 * segments);
            }
        }

        return 0;
    }

    /// <summary>Advance width in font units.</summary>
    public int AdvanceOf(int glyph) => U16(Start("hmtx") + (4 * Math.Min(glyph, _longMetrics - 1)));

    public int LeftBearingOf(int glyph) =>
        glyph < _longMetrics
            ? I16(Start("hmtx") + (4 * glyph) + 2)
            : I16(Start("hmtx") + (4 * _longMetrics) + (2 * (glyph - _longMetrics)));

    /// <summary>The outline record of a glyph; empty for blanks.</summary>
    public ReadOnlySpan<byte> OutlineOf(int glyph)
    {
        var loca = Start("loca");
        var (from, to) = _longOffsets
            ? (I32(loca + (4 * glyph)), I32(loca + (4 * glyph) + 4))
            : (2 * U16(loca + (2 * glyph)), 2 * U16(loca + (2 * glyph) + 2));
        return _file.AsSpan(Start("glyf") + from, to - from);
    }

    /// <summary>One whole table, as it stands in the file.</summary>
    public ReadOnlySpan<byte> Table(string tag) => _file.AsSpan(_tables[tag].Offset, _tables[tag].Length);

    private static TrueTypeFont Load(string name)
    {
        using var resource =
            typeof(TrueTypeFont).Assembly.GetManifestResourceStream(name + ".ttf")
            ?? throw new InvalidOperationException($"The font {name} is not part of this build.");
        var file = new byte[resource.Length];
        resource.ReadExactly(file);
        return new TrueTypeFont(name, file);
    }

    // Arrays of a format 4 segment lie `stride` bytes apart: start codes, deltas, range offsets.
    private int InSegment(int code, int start, int stride)
    {
        var first = U16(start);
        if (code < first)
        {
            return 0;
        }

        var delta = U16(start + stride);
        var rangeAt = start + (2 * stride);
        var range = U16(rangeAt);
        var glyph = range == 0 ? code : U16(rangeAt + range + (2 * (code - first)));
        return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
    }

    private int FindCharMap()
    {
        var cmap = Start("cmap");
        for (var i = 0; i < U16(cmap + 2); i++)
        {
            var entry = cmap + 4 + (8 * i);
            if (U16(entry) == 3 && U16(entry + 2) == 1)
            {
                return cmap + I32(entry + 4);
            }
        }

        throw new InvalidOperationException($"{Name} has no Unicode character map.");
    }

    private int Start(string tag) => _tables[tag].Offset;

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));

    private int I16(int at) => BinaryPrimitives.ReadInt16BigEndian(_file.AsSpan(at));

    private int I32(int at) => BinaryPrimitives.ReadInt32BigEndian(_file.AsSpan(at));
}
