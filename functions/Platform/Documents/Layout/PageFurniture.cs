using Serverless.Platform.Documents.Pdf;

namespace Serverless.Platform.Documents.Layout;

/// <summary>What frames the body: letterhead and title on the first page, running head and foot on the others.</summary>
internal static class PageFurniture
{
    private const double LogoHeight = 42;

    public static void PlaceLetterhead(PageFlow flow)
    {
        var head = flow.Content.Letterhead;
        var logoWidth = head.Logo.Width * LogoHeight / head.Logo.Height;
        var figure = flow.Structure.Add(new StructureNode("Figure") { AlternativeText = head.Logo.AlternativeText });
        flow.Page.Mark(figure);
        flow.Page.Draw(head.Logo, PageFlow.Left, flow.Y, LogoHeight);
        var left = PageFlow.Left + logoWidth + 12;
        var width = PageFlow.Right - left;
        var name = flow.Text(head.Institution, width, TextStyle.Institution);
        var lines = flow.Text(string.Join('\n', head.Lines), width, TextStyle.Small);
        var top = flow.Y - Math.Max(0, (LogoHeight - name.Height - lines.Height) / 2);
        name.Draw(flow.Page, flow.Structure.Add(new StructureNode("P")), left, top);
        lines.Draw(flow.Page, flow.Structure.Add(new StructureNode("P")), left, top - name.Height);
        flow.Y -= Math.Max(LogoHeight, name.Height + lines.Height) + 9;
        Rule(flow.Page, flow.Y, InkColor.Accent, 1.1);
        flow.Y -= 20;
    }

    public static void PlaceTitle(PageFlow flow)
    {
        var title = flow.Text(flow.Content.Title, PageFlow.Width, TextStyle.Title);
        flow.Place(title, flow.Structure.Add(new StructureNode("H1")), PageFlow.Left);
        if (flow.Content.Subtitle is { } words)
        {
            var subtitle = flow.Text(words, PageFlow.Width, TextStyle.Subtitle);
            flow.Y -= 2;
            flow.Place(subtitle, flow.Structure.Add(new StructureNode("P")), PageFlow.Left);
        }

        flow.Y -= 14;
    }

    /// <summary>Heads and feet, once the number of pages is known.</summary>
    public static void DrawRunningLines(PageFlow flow)
    {
        var (content, pages) = (flow.Content, flow.Pages);
        for (var i = 0; i < pages.Count; i++)
        {
            if (i > 0)
            {
                Line(flow, pages[i], content.Title, content.Letterhead.Institution, PageCanvas.Height - 38);
                Rule(pages[i], PageCanvas.Height - 53, InkColor.Rule, 0.5);
            }

            Rule(pages[i], 54, InkColor.Rule, 0.5);
            var number = $"Página {i + 1} de {pages.Count}";
            Line(flow, pages[i], content.FooterText ?? content.Letterhead.Institution, number, 49);
            pages[i].Close();
        }
    }

    private static void Line(PageFlow flow, PageCanvas page, string left, string right, double top)
    {
        var end = flow.Text(right, PageFlow.Width, TextStyle.Small with { Alignment = TextAlignment.Right });
        var start = flow.Text(left, PageFlow.Width - end.NaturalWidth - 20, TextStyle.Small);
        start.Draw(page, null, PageFlow.Left, top, 0, Math.Min(1, start.Lines.Count));
        end.Draw(page, null, PageFlow.Left, top, 0, Math.Min(1, end.Lines.Count));
    }

    private static void Rule(PageCanvas page, double y, InkColor color, double thickness)
    {
        page.MarkArtifact();
        page.Fill(color);
        page.Rectangle(PageFlow.Left, y, PageFlow.Width, thickness);
    }
}
