namespace Serverless.Platform.Documents.Layout;

/// <summary>A line of glyphs: from Start to VisibleEnd is seen, up to End (a space) belongs to it for readers.</summary>
/// <param name="Width">Width of the visible part in thousandths of the size.</param>
/// <param name="Spaces">Spaces inside the visible part, which justification widens.</param>
/// <param name="EndsParagraph">True for a last line, which is never stretched.</param>
internal readonly record struct TextLine(int Start, int VisibleEnd, int End, int Width, int Spaces, bool EndsParagraph);

/// <summary>Breaks glyphs into lines at spaces; a word wider than the line is cut where it must be.</summary>
internal static class LineBreaker
{
    public static List<TextLine> Break(List<ShapedGlyph> glyphs, double width)
    {
        var lines = new List<TextLine>();
        var start = 0;
        while (start < glyphs.Count)
        {
            var line = Next(glyphs, start, width);
            lines.Add(line);
            start = line.End;
        }

        return lines;
    }

    private static TextLine Next(List<ShapedGlyph> glyphs, int start, double available)
    {
        var (width, spaces) = (0, 0);
        TextLine? atSpace = null;
        for (var i = start; i < glyphs.Count; i++)
        {
            var glyph = glyphs[i];
            switch (glyph.Kind)
            {
                case GlyphKind.LineFeed:
                    return new TextLine(start, i, i + 1, width, spaces, EndsParagraph: true);
                case GlyphKind.Space:
                    atSpace = new TextLine(start, i, i + 1, width, spaces, EndsParagraph: false);
                    spaces++;
                    break;
                default:
                    if (width + glyph.Advance > available && i > start)
                    {
                        return atSpace ?? new TextLine(start, i, i, width, spaces, EndsParagraph: false);
                    }

                    break;
            }

            width += glyph.Advance;
        }

        return new TextLine(start, glyphs.Count, glyphs.Count, width, spaces, EndsParagraph: true);
    }
}
