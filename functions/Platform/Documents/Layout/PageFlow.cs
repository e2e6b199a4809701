using Serverless.Platform.Documents.Pdf;

namespace Serverless.Platform.Documents.Layout;

/// <summary>The pages of a document while they fill from top to bottom.</summary>
internal sealed class PageFlow
{
    public const double Left = 62;
    public const double Right = PageCanvas.Width - 62;
    public const double Bottom = 70;
    private const double Top = PageCanvas.Height - 46;
    private const double TopOfFollowingPages = PageCanvas.Height - 72;

    private readonly List<PageCanvas> _pages = [];

    public PageFlow(DocumentContent content)
    {
        Content = content;
        Page = new PageCanvas();
        _pages.Add(Page);
        Y = Top;
    }

    public DocumentContent Content { get; }

    public DocumentFonts Fonts { get; } = new();

    public StructureNode Structure { get; } = new("Document");

    public PageCanvas Page { get; private set; }

    public IReadOnlyList<PageCanvas> Pages => _pages;

    /// <summary>Where the next block begins.</summary>
    public double Y { get; set; }

    public double Remaining => Y - Bottom;

    public static double Width => Right - Left;

    /// <summary>Height that a following page offers.</summary>
    public static double Capacity => TopOfFollowingPages - Bottom;

    public void NewPage()
    {
        Page.Close();
        Page = new PageCanvas();
        _pages.Add(Page);
        Y = TopOfFollowingPages;
    }

    /// <summary>Moves to a new page unless the height fits on this one.</summary>
    public void Need(double height)
    {
        if (Remaining < height && Y < TopOfFollowingPages)
        {
            NewPage();
        }
    }

    /// <summary>Leaves white space, but not at the top of a page.</summary>
    public void Space(double height)
    {
        if (Y < TopOfFollowingPages || _pages.Count == 1)
        {
            Y -= height;
        }
    }

    public TextBlock Text(IReadOnlyList<TextRun> runs, double width, TextStyle style) => new(runs, width, style, Fonts);

    public TextBlock Text(string text, double width, TextStyle style) => Text([new TextRun(text)], width, style);

    /// <summary>Places lines over as many pages as they need, never leaving one line alone on either side.</summary>
    public void Place(TextBlock text, StructureNode owner, double left)
    {
        var from = 0;
        while (from < text.Lines.Count)
        {
            var rest = text.Lines.Count - from;
            var fit = (int)Math.Floor((Remaining + 0.01) / text.LineHeight);
            if (fit < rest)
            {
                fit = Math.Min(fit, rest - 2);
                if (fit < Math.Min(2, rest))
                {
                    NewPage();
                    continue;
                }
            }

            var count = Math.Min(fit, rest);
            text.Draw(Page, owner, left, Y, from, count);
            Y -= count * text.LineHeight;
            from += count;
        }
    }
}
