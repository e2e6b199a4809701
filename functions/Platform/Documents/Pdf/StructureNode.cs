namespace Serverless.Platform.Documents.Pdf;

/// <summary>
/// One element of the logical structure (heading, paragraph, cell …), which is what a screen reader and
/// <c>pdfinfo -struct-text</c> follow. Children stand in reading order.
/// </summary>
internal sealed class StructureNode(string tag)
{
    private readonly List<StructureChild> _children = [];

    public string Tag { get; } = tag;

    /// <summary>What is said instead of a figure; null for text.</summary>
    public string? AlternativeText { get; init; }

    /// <summary>"Column" or "Row" for header cells.</summary>
    public string? HeaderScope { get; init; }

    public IReadOnlyList<StructureChild> Children => _children;

    /// <summary>Number of the written object; set while writing.</summary>
    public int ObjectId { get; set; }

    public StructureNode Add(StructureNode child)
    {
        _children.Add(new StructureChild(child, null, -1, null));
        return child;
    }

    public void AddContent(PageCanvas page, int markedContent) => _children.Add(new StructureChild(null, page, markedContent, null));

    public void AddLink(PageCanvas page, LinkArea link) => _children.Add(new StructureChild(null, page, -1, link));
}

/// <summary>A child of the structure: an element, a stretch of marked content on a page, or a link annotation.</summary>
internal readonly record struct StructureChild(StructureNode? Node, PageCanvas? Page, int MarkedContent, LinkArea? Link);

/// <summary>A rectangle of a page that opens an address.</summary>
internal sealed record LinkArea(double Left, double Bottom, double Right, double Top, Uri Target, StructureNode Node)
{
    /// <summary>Number of the written annotation; set while writing.</summary>
    public int ObjectId { get; set; }
}
