using Serverless.Platform.Documents.Pdf;

namespace Serverless.Platform.Documents.Layout;

/// <summary>Places a table of figures: header cells on every page, whole rows, totals beside what they sum.</summary>
internal sealed class TableLayout
{
    private const double PadX = 5;
    private const double PadY = 3.2;

    private readonly Table _table;
    private readonly PageFlow _flow;
    private readonly double[] _lefts;
    private readonly double[] _widths;
    private readonly TextBlock[] _header;

    public TableLayout(Table table, PageFlow flow)
    {
        (_table, _flow) = (table, flow);
        var total = table.Columns.Sum(c => c.Weight);
        _widths = [.. table.Columns.Select(c => PageFlow.Width * c.Weight / total)];
        _lefts = new double[_widths.Length];
        for (var i = 0; i < _lefts.Length; i++)
        {
            _lefts[i] = PageFlow.Left + _widths.Take(i).Sum();
        }

        _header = Cells([.. table.Columns.Select(c => c.Header)], TextStyle.HeaderCell);
    }

    public void Place()
    {
        var rows = _table.Rows.Select(Measure).ToList();
        var owner = _flow.Structure.Add(new StructureNode("Table"));
        PlaceCaption(owner, rows);
        DrawHeader(owner.Add(new StructureNode("THead")).Add(new StructureNode("TR")));
        var body = owner.Add(new StructureNode("TBody"));
        for (var i = 0; i < rows.Count; i++)
        {
            var company = i + 1 < rows.Count && _table.Rows[i + 1].IsTotal ? Height(rows[i + 1]) : 0;
            var height = Height(rows[i]);
            if (_flow.Remaining < Math.Min(height + company, PageFlow.Capacity / 2))
            {
                Continue();
            }

            PlaceRow(rows[i], body.Add(new StructureNode("TR")), _table.Rows[i].IsTotal);
        }

        Rule(InkColor.Accent, 0.8);
        _flow.Space(11);
    }

    private static double Height(TextBlock[] cells) => cells.Max(c => Math.Max(c.Height, c.LineHeight)) + (2 * PadY);

    private TextBlock[] Measure(TableRow row)
    {
        if (row.Cells.Count != _table.Columns.Count)
        {
            throw new ArgumentException($"A row has {row.Cells.Count} cells for {_table.Columns.Count} columns.");
        }

        var cells = Cells(row.Cells, TextStyle.Cell with { Bold = row.IsTotal });
        if (row.IsTotal)
        {
            // The label of a total runs over the empty cells beside it.
            var span = 1 + row.Cells.Skip(1).TakeWhile(string.IsNullOrEmpty).Count();
            var width = _widths.Take(span).Sum() - (2 * PadX);
            cells[0] = _flow.Text(row.Cells[0], width, TextStyle.Cell with { Bold = true });
        }

        return cells;
    }

    private TextBlock[] Cells(IReadOnlyList<string> texts, TextStyle style) =>
        [.. texts.Select((text, i) => _flow.Text(text, _widths[i] - (2 * PadX), style with { Alignment = _table.Columns[i].Alignment }))];

    private void PlaceCaption(StructureNode owner, List<TextBlock[]> rows)
    {
        var opening = Height(_header) + rows.Take(2).Sum(Height);
        if (_table.Caption is not { } caption)
        {
            _flow.Need(Math.Min(opening, PageFlow.Capacity));
            return;
        }

        var text = _flow.Text(caption, PageFlow.Width, TextStyle.Caption);
        _flow.Need(Math.Min(opening + text.Height, PageFlow.Capacity));
        _flow.Place(text, owner.Add(new StructureNode("Caption")), PageFlow.Left);
        _flow.Space(2);
    }

    // A null row draws the header again as an artifact, so that a screen reader hears it once.
    private void DrawHeader(StructureNode? row)
    {
        var height = Height(_header);
        _flow.Page.MarkArtifact();
        _flow.Page.Fill(InkColor.Tint);
        _flow.Page.Rectangle(PageFlow.Left, _flow.Y - height, PageFlow.Width, height);
        for (var i = 0; i < _header.Length; i++)
        {
            var cell = row?.Add(new StructureNode("TH") { HeaderScope = "Column" });
            _header[i].Draw(_flow.Page, cell, _lefts[i] + PadX, _flow.Y - PadY);
        }

        _flow.Y -= height;
        Rule(InkColor.Accent, 0.8);
    }

    private void Continue()
    {
        _flow.NewPage();
        DrawHeader(null);
    }

    private void PlaceRow(TextBlock[] cells, StructureNode row, bool isTotal)
    {
        var nodes = cells.Select(_ => row.Add(new StructureNode("TD"))).ToList();
        var lines = cells.Max(c => Math.Max(1, c.Lines.Count));
        var from = 0;
        if (isTotal)
        {
            Rule(InkColor.Accent, 0.5);
        }

        while (from < lines)
        {
            var fit = Math.Max(1, (int)((_flow.Remaining - (2 * PadY) + 0.01) / cells[0].LineHeight));
            var count = Math.Min(fit, lines - from);
            for (var i = 0; i < cells.Length; i++)
            {
                var some = Math.Clamp(cells[i].Lines.Count - from, 0, count);
                cells[i].Draw(_flow.Page, nodes[i], _lefts[i] + PadX, _flow.Y - PadY, from, some);
            }

            _flow.Y -= (count * cells[0].LineHeight) + (2 * PadY);
            from += count;
            if (from < lines)
            {
                Continue();
            }
        }

        Rule(InkColor.Rule, 0.4);
    }

    private void Rule(InkColor color, double thickness)
    {
        _flow.Page.MarkArtifact();
        _flow.Page.Fill(color);
        _flow.Page.Rectangle(PageFlow.Left, _flow.Y - (thickness / 2), PageFlow.Width, thickness);
    }
}
