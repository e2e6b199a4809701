namespace Serverless.Platform.Documents.Pdf;

/// <summary>
/// One page being drawn: points, origin at the bottom left. Everything drawn is either marked content of a structure
/// element or an artifact (rules, repeated headers, page numbers), as tagged PDF demands (ISO 32000-1 §14.8).
/// </summary>
internal sealed class PageCanvas : IDisposable
{
    public const double Width = 595.28;
    public const double Height = 841.89;

    private readonly PdfBuffer _content = new();
    private readonly List<StructureNode> _owners = [];
    private readonly List<LinkArea> _links = [];
    private StructureNode? _open;
    private bool _isMarked;
    private InkColor? _color;

    /// <summary>Number of the written page object; set while writing.</summary>
    public int ObjectId { get; set; }

    public ReadOnlySpan<byte> Content => _content.Written;

    /// <summary>The element that owns each stretch of marked content, by its number.</summary>
    public IReadOnlyList<StructureNode> Owners => _owners;

    public IReadOnlyList<LinkArea> Links => _links;

    public void Dispose() => _content.Dispose();

    /// <summary>What is drawn from here on belongs to the element.</summary>
    public void Mark(StructureNode owner)
    {
        if (_open == owner)
        {
            return;
        }

        Close();
        owner.AddContent(this, _owners.Count);
        _content.Raw("/"u8).Raw(owner.Tag).Raw("<</MCID "u8).Integer(_owners.Count).Raw(">>BDC\n"u8);
        _owners.Add(owner);
        (_open, _isMarked) = (owner, true);
    }

    /// <summary>What is drawn from here on is decoration, which screen readers skip.</summary>
    public void MarkArtifact()
    {
        if (_isMarked && _open is null)
        {
            return;
        }

        Close();
        _content.Raw("/Artifact BMC\n"u8);
        _isMarked = true;
    }

    /// <summary>Ends the open stretch of marked content.</summary>
    public void Close()
    {
        if (_isMarked)
        {
            _content.Raw("EMC\n"u8);
        }

        (_open, _isMarked) = (null, false);
    }

    public void Fill(InkColor color)
    {
        if (_color != color)
        {
            _content.Numbers(color.Red / 255.0, color.Green / 255.0, color.Blue / 255.0).Raw("rg\n"u8);
            _color = color;
        }
    }

    public void Rectangle(double left, double bottom, double width, double height) =>
        _content.Numbers(left, bottom, width, height).Raw("re f\n"u8);

    /// <summary>Starts a line of text; follow with <see cref="Show"/> and <see cref="Gap"/>, close with <see cref="EndText"/>.</summary>
    public void BeginText(string font, double size, double x, double baseline)
    {
        _content.Raw("BT/"u8).Raw(font).Raw(" "u8).Number(size).Raw(" Tf "u8);
        _content.Numbers(x, baseline).Raw("Td[<"u8);
    }

    public void Show(ushort code) => _content.Hex(code);

    /// <summary>Moves the pen to the right by thousandths of the type size.</summary>
    public void Gap(double thousandths) => _content.Raw(">"u8).Number(-thousandths).Raw("<"u8);

    public void EndText() => _content.Raw(">]TJ ET\n"u8);

    public void AddLink(LinkArea link)
    {
        _links.Add(link);
        link.Node.AddLink(this, link);
    }

    /// <summary>Draws outlines scaled into a box whose top left corner is given.</summary>
    public void Draw(VectorImage image, double left, double top, double height)
    {
        var scale = height / image.Height;
        _color = null;
        _content.Raw("q "u8).Numbers(scale, 0, 0, -scale, left, top).Raw("cm\n"u8);
        foreach (var shape in image.Shapes)
        {
            Fill(shape.Fill);
            VectorPath.Write(shape.Path, _content);
            _content.Raw("f\n"u8);
        }

        _content.Raw("Q\n"u8);
        _color = null;
    }
}
