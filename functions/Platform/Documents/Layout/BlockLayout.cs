using Serverless.Platform.Documents.Pdf;

namespace Serverless.Platform.Documents.Layout;

/// <summary>Places the blocks of text: headings, paragraphs, lists, notices.</summary>
internal static class BlockLayout
{
    // A heading stays with about three lines of what follows it.
    private const double Company = 48;
    private const double ParagraphGap = 7;

    public static void Place(Block block, PageFlow flow)
    {
        switch (block)
        {
            case Heading heading:
                PlaceHeading(heading, flow);
                break;
            case Paragraph paragraph:
                PlaceParagraph(paragraph, flow);
                break;
            case ItemList list:
                PlaceList(list, flow);
                break;
            case Notice notice:
                PlaceNotice(notice, flow);
                break;
            case Table table:
                new TableLayout(table, flow).Place();
                break;
            case KeyValues pairs:
                KeyValuesLayout.Place(pairs, flow);
                break;
            case QrCode code:
                QrLayout.Place(code, flow);
                break;
            case PageBreak:
                flow.NewPage();
                break;
            default:
                throw new NotSupportedException($"No layout for {block.GetType().Name}.");
        }
    }

    private static void PlaceHeading(Heading heading, PageFlow flow)
    {
        var style = heading.Level == 2 ? TextStyle.Heading2 : TextStyle.Heading3;
        var text = flow.Text(heading.Text, PageFlow.Width, style);
        flow.Space(heading.Level == 2 ? 9 : 5);
        flow.Need(text.Height + Company);
        var owner = flow.Structure.Add(new StructureNode(heading.Level == 2 ? "H2" : "H3"));
        flow.Place(text, owner, PageFlow.Left);
        flow.Space(3);
    }

    private static void PlaceParagraph(Paragraph paragraph, PageFlow flow)
    {
        var style = TextStyle.Body with { Alignment = paragraph.Alignment };
        var text = flow.Text(paragraph.Runs, PageFlow.Width, style);
        if (paragraph.KeepTogether && text.Height <= PageFlow.Capacity)
        {
            flow.Need(text.Height);
        }

        flow.Place(text, flow.Structure.Add(new StructureNode("P")), PageFlow.Left);
        flow.Space(ParagraphGap);
    }

    private static void PlaceList(ItemList list, PageFlow flow)
    {
        var owner = flow.Structure.Add(new StructureNode("L"));
        var labels = list.Items.Select(i => flow.Text(i.Label, PageFlow.Width, TextStyle.Body)).ToList();
        var indent = labels.Count == 0 ? 0 : labels.Max(l => l.NaturalWidth) + 9;
        for (var i = 0; i < labels.Count; i++)
        {
            var item = owner.Add(new StructureNode("LI"));
            var body = flow.Text(list.Items[i].Runs, PageFlow.Width - indent, TextStyle.Body);
            flow.Need(Math.Min(2, body.Lines.Count) * body.LineHeight);
            labels[i].Draw(flow.Page, item.Add(new StructureNode("Lbl")), PageFlow.Left, flow.Y);
            flow.Place(body, item.Add(new StructureNode("LBody")), PageFlow.Left + indent);
            flow.Space(4);
        }

        flow.Space(ParagraphGap - 4);
    }

    private static void PlaceNotice(Notice notice, PageFlow flow)
    {
        const double Padding = 9;
        var text = flow.Text(notice.Runs, PageFlow.Width - (2 * Padding) - 3, TextStyle.Body with { Alignment = TextAlignment.Left });
        var owner = flow.Structure.Add(new StructureNode("P"));
        var height = text.Height + (2 * Padding) - 3;
        if (height > PageFlow.Capacity)
        {
            flow.Place(text, owner, PageFlow.Left);
            return;
        }

        flow.Space(3);
        flow.Need(height);
        var page = flow.Page;
        page.MarkArtifact();
        page.Fill(InkColor.Tint);
        page.Rectangle(PageFlow.Left, flow.Y - height, PageFlow.Width, height);
        page.Fill(InkColor.Accent);
        page.Rectangle(PageFlow.Left, flow.Y - height, 3, height);
        text.Draw(page, owner, PageFlow.Left + Padding + 3, flow.Y - Padding + 1.5);
        flow.Y -= height;
        flow.Space(ParagraphGap + 2);
    }
}
