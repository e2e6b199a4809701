using Serverless.Platform.Documents.Pdf;

namespace Serverless.Platform.Documents.Layout;

/// <summary>A text broken into lines of one width, drawn whole or in parts.</summary>
internal sealed class TextBlock
{
    private readonly IReadOnlyList<TextRun> _runs;
    private readonly List<ShapedGlyph> _glyphs;
    private readonly TextStyle _style;
    private readonly double _width;
    private readonly Dictionary<int, StructureNode> _links = [];

    public TextBlock(IReadOnlyList<TextRun> runs, double width, TextStyle style, DocumentFonts fonts)
    {
        (_runs, _width, _style) = (runs, width, style);
        _glyphs = TextShaper.Shape(runs, style.Bold, fonts);
        Lines = LineBreaker.Break(_glyphs, width * 1000 / style.Size);
    }

    public IReadOnlyList<TextLine> Lines { get; }

    public double LineHeight => _style.Leading;

    public double Height => Lines.Count * _style.Leading;

    /// <summary>Width of the widest line in points.</summary>
    public double NaturalWidth => Lines.Count == 0 ? 0 : Lines.Max(l => l.Width) * _style.Size / 1000;

    /// <summary>Draws some of the lines, the first one below <paramref name="top"/>; a null owner draws an artifact.</summary>
    public void Draw(PageCanvas page, StructureNode? owner, double left, double top, int from, int count)
    {
        var rise = (_style.Leading + (_style.Size * TextStyle.CapitalShare)) / 2;
        for (var i = 0; i < count; i++)
        {
            DrawLine(page, owner, Lines[from + i], left, top - (i * _style.Leading) - rise);
        }
    }

    public void Draw(PageCanvas page, StructureNode? owner, double left, double top) => Draw(page, owner, left, top, 0, Lines.Count);

    private void DrawLine(PageCanvas page, StructureNode? owner, TextLine line, double left, double baseline)
    {
        var spare = _width - (line.Width * _style.Size / 1000);
        var x =
            left
            + _style.Alignment switch
            {
                TextAlignment.Right => spare,
                TextAlignment.Center => spare / 2,
                _ => 0,
            };
        var justified = _style.Alignment == TextAlignment.Justified && !line.EndsParagraph && line.Spaces > 0;
        var gap = justified ? spare * 1000 / _style.Size / line.Spaces : 0;
        for (var at = line.Start; at < line.End; )
        {
            var end = at;
            while (end < line.End && _glyphs[end].Run == _glyphs[at].Run)
            {
                end++;
            }

            x = DrawSegment(page, owner, at, end, x, baseline, gap);
            at = end;
        }
    }

    private double DrawSegment(PageCanvas page, StructureNode? owner, int from, int to, double x, double baseline, double gap)
    {
        var run = _runs[_glyphs[from].Run];
        Mark(page, owner, _glyphs[from].Run);
        page.Fill(run.Link is null ? _style.Color : InkColor.Accent);
        page.BeginText(run.Bold || _style.Bold ? "B" : "R", _style.Size, x, baseline);
        double thousandths = 0;
        for (var i = from; i < to; i++)
        {
            page.Show(_glyphs[i].Code);
            thousandths += _glyphs[i].Advance;
            if (gap > 0 && _glyphs[i].Kind == GlyphKind.Space)
            {
                page.Gap(gap);
                thousandths += gap;
            }
        }

        page.EndText();
        var end = x + (thousandths * _style.Size / 1000);
        if (run.Link is { } target && owner is not null)
        {
            Underline(page, _links[_glyphs[from].Run], target, x, end, baseline);
        }

        return end;
    }

    private void Mark(PageCanvas page, StructureNode? owner, int run)
    {
        if (owner is null)
        {
            page.MarkArtifact();
        }
        else if (_runs[run].Link is null)
        {
            page.Mark(owner);
        }
        else
        {
            if (!_links.TryGetValue(run, out var link))
            {
                _links[run] = link = owner.Add(new StructureNode("Link"));
            }

            page.Mark(link);
        }
    }

    private void Underline(PageCanvas page, StructureNode node, Uri target, double x, double end, double baseline)
    {
        page.AddLink(new LinkArea(x, baseline - 2.5, end, baseline + _style.Size, target, node));
        page.MarkArtifact();
        page.Rectangle(x, baseline - 1.4, end - x, 0.5);
    }
}
