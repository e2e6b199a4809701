using QRCoder;
using Serverless.Platform.Documents.Pdf;

namespace Serverless.Platform.Documents.Layout;

/// <summary>Draws a QR symbol as filled rectangles with its caption beside it.</summary>
internal static class QrLayout
{
    private const double Side = 92;

    public static void Place(QrCode code, PageFlow flow)
    {
        var text = flow.Text(code.Caption, PageFlow.Width - Side - 12, TextStyle.Cell with { Size = 9, Leading = 13 });
        var height = Math.Max(Side, text.Height);
        flow.Space(4);
        flow.Need(height);
        var figure = flow.Structure.Add(new StructureNode("Figure") { AlternativeText = code.AlternativeText });
        flow.Page.Mark(figure);
        flow.Page.Fill(InkColor.Black);
        DrawModules(code.Payload, flow.Page, PageFlow.Left, flow.Y);
        var caption = flow.Structure.Add(new StructureNode("P"));
        text.Draw(flow.Page, caption, PageFlow.Left + Side + 12, flow.Y - ((height - text.Height) / 2));
        flow.Y -= height;
        flow.Space(8);
    }

    // The four light modules around the symbol that scanners need are part of the matrix.
    private static void DrawModules(string payload, PageCanvas page, double left, double top)
    {
        using var data = QRCodeGenerator.GenerateQrCode(payload, QRCodeGenerator.ECCLevel.M);
        var module = Side / data.ModuleMatrix.Count;
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            var row = data.ModuleMatrix[y];
            for (var x = 0; x < row.Count; x++)
            {
                var end = x;
                while (end < row.Count && row[end])
                {
                    end++;
                }

                if (end > x)
                {
                    page.Rectangle(left + (x * module), top - ((y + 1) * module), (end - x) * module, module);
                    x = end;
                }
            }
        }
    }
}
