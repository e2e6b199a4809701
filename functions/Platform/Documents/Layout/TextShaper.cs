using System.Text;
using Serverless.Platform.Documents.Fonts;

namespace Serverless.Platform.Documents.Layout;

/// <summary>One character ready to be drawn: its code in the run's font and its advance in thousandths of the size.</summary>
internal readonly record struct ShapedGlyph(ushort Code, int Advance, int Run, GlyphKind Kind);

/// <summary>What a character means for the breaking of lines.</summary>
internal enum GlyphKind
{
    Ink,
    Space,
    LineFeed,
}

/// <summary>Turns runs into glyphs and notes the characters that no font draws.</summary>
internal static class TextShaper
{
    public static List<ShapedGlyph> Shape(IReadOnlyList<TextRun> runs, bool bold, DocumentFonts fonts)
    {
        var glyphs = new List<ShapedGlyph>(runs.Sum(r => r.Text.Length));
        for (var run = 0; run < runs.Count; run++)
        {
            var font = bold || runs[run].Bold ? fonts.Bold : fonts.Regular;
            foreach (var rune in MarkComposition.Compose(runs[run].Text).EnumerateRunes())
            {
                if (rune.Value == '\n')
                {
                    // Drawn as a space of no width, so that extracted text keeps the words apart.
                    font.TryCode(new Rune(' '), out var space);
                    glyphs.Add(new ShapedGlyph(space, 0, run, GlyphKind.LineFeed));
                }
                else if (font.TryCode(rune, out var code))
                {
                    var kind = rune.Value == ' ' ? GlyphKind.Space : GlyphKind.Ink;
                    glyphs.Add(new ShapedGlyph(code, font.AdvanceOf(code), run, kind));
                }
                else
                {
                    fonts.Unprintable.Add(rune.Value);
                }
            }
        }

        return glyphs;
    }
}
