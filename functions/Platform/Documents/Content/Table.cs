namespace Serverless.Platform.Documents;

/// <summary>
/// A table of figures. Header cells repeat on every page it reaches; a row is never cut by a page end unless it is
/// taller than a page; total rows stay with the row before them.
/// </summary>
public sealed record Table(IReadOnlyList<TableColumn> Columns, IReadOnlyList<TableRow> Rows) : Block
{
    /// <summary>Title above the table.</summary>
    public string? Caption { get; init; }
}

/// <summary>One column.</summary>
/// <param name="Header">Text of the header cell.</param>
/// <param name="Weight">Share of the width, relative to the other columns.</param>
/// <param name="Alignment">Left for words, right for figures.</param>
public sealed record TableColumn(string Header, double Weight = 1, TextAlignment Alignment = TextAlignment.Left)
{
    /// <summary>A column of figures.</summary>
    public static TableColumn Figures(string header, double weight = 1) => new(header, weight, TextAlignment.Right);
}

/// <summary>One row; it has as many cells as the table has columns.</summary>
public sealed record TableRow(IReadOnlyList<string> Cells, bool IsTotal = false)
{
    public TableRow(params string[] cells)
        : this((IReadOnlyList<string>)cells) { }
}
