using Serverless.Platform.Documents.Pdf;

namespace Serverless.Platform.Documents.Layout;

/// <summary>Places labels and values as a two-column table whose header cells are the labels.</summary>
internal static class KeyValuesLayout
{
    private const double LabelShare = 0.34;
    private const double PadY = 2.6;
    private static readonly TextStyle Label = TextStyle.Cell with { Color = InkColor.Grey, Size = 9, Leading = 12.5 };
    private static readonly TextStyle Value = TextStyle.Cell with { Size = 9, Leading = 12.5 };

    public static void Place(KeyValues pairs, PageFlow flow)
    {
        var table = flow.Structure.Add(new StructureNode("Table"));
        var labelWidth = PageFlow.Width * LabelShare;
        foreach (var pair in pairs.Rows)
        {
            var label = flow.Text(pair.Label, labelWidth - 10, Label);
            var value = flow.Text(pair.Value, PageFlow.Width - labelWidth, Value);
            var height = Math.Max(label.Height, value.Height) + (2 * PadY);
            flow.Need(Math.Min(height, PageFlow.Capacity));
            var row = table.Add(new StructureNode("TR"));
            label.Draw(flow.Page, row.Add(new StructureNode("TH") { HeaderScope = "Row" }), PageFlow.Left, flow.Y - PadY);
            flow.Y -= PadY;
            var top = flow.Y;
            flow.Place(value, row.Add(new StructureNode("TD")), PageFlow.Left + labelWidth);
            flow.Y = Math.Min(flow.Y, value.Height < label.Height ? top - label.Height : flow.Y) - PadY;
            flow.Page.MarkArtifact();
            flow.Page.Fill(InkColor.Rule);
            flow.Page.Rectangle(PageFlow.Left, flow.Y - 0.2, PageFlow.Width, 0.4);
        }

        flow.Space(10);
    }
}
