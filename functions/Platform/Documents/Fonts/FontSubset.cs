using System.Text;

namespace Serverless.Platform.Documents.Fonts;

/// <summary>
/// The part of a font that one document uses. Every character gets its own code in order of first use, so that the same
/// text always gives the same bytes and extraction gives back the very characters that were written, even where two
/// characters share an outline (space and no-break space).
/// </summary>
internal sealed class FontSubset(TrueTypeFont font)
{
    private readonly Dictionary<Rune, ushort> _codes = [];
    private readonly List<(Rune Character, int Glyph)> _used = [(new Rune(0xFFFD), 0)];

    public TrueTypeFont Font { get; } = font;

    /// <summary>Characters by code; code 0 is the font's "missing" box and is never shown.</summary>
    public IReadOnlyList<(Rune Character, int Glyph)> Used => _used;

    /// <summary>Advance width of a code in thousandths of the type size.</summary>
    public int AdvanceOf(int code) => Font.AdvanceOf(_used[code].Glyph) * 1000 / Font.UnitsPerEm;

    /// <summary>The code of a character, or false when the font cannot draw it.</summary>
    public bool TryCode(Rune character, out ushort code)
    {
        if (_codes.TryGetValue(character, out code))
        {
            return true;
        }

        var glyph = PrintableCharacters.MayPrint(character) ? Font.GlyphOf(character) : 0;
        if (glyph == 0)
        {
            return false;
        }

        code = checked((ushort)_used.Count);
        _codes[character] = code;
        _used.Add((character, glyph));
        return true;
    }
}
