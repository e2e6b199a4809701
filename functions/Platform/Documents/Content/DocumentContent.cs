namespace Serverless.Platform.Documents;

/// <summary>
/// What a document says, free of pages and fonts: templates of the contexts build one, <see cref="PdfRenderer"/> draws
/// it. Texts are final Spanish texts; amounts and dates arrive formatted.
/// </summary>
/// <param name="Letterhead">Who issues it; heads the first page.</param>
/// <param name="Title">Title of the document: first heading, and title in the reader's window.</param>
/// <param name="Blocks">The body, in reading order.</param>
public sealed record DocumentContent(Letterhead Letterhead, string Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>Stands under the title, in grey: number of the contract, period of the statement.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Stands at the left of every footer, opposite "Página x de y"; null for the letterhead's name.</summary>
    public string? FooterText { get; init; }
}

/// <summary>Facts that a document carries besides its text. The time comes in, so equal input gives equal bytes.</summary>
/// <param name="Author">Institution that issues the document.</param>
/// <param name="Subject">What it is about, without personal data (this is readable by every indexer).</param>
/// <param name="CreatedAt">Time of issue; written in UTC, whole seconds.</param>
public sealed record DocumentMetadata(string Author, string Subject, DateTimeOffset CreatedAt);

/// <summary>The institution's name, its lines of small print and its mark.</summary>
public sealed record Letterhead(string Institution, IReadOnlyList<string> Lines, VectorImage Logo);

/// <summary>
/// A drawing made of filled shapes, in its own units with the origin at the top left.
/// </summary>
/// <param name="Width">Width of the drawing in its own units.</param>
/// <param name="Height">Height of the drawing in its own units.</param>
/// <param name="Shapes">Filled shapes, the last one on top.</param>
/// <param name="AlternativeText">What a screen reader says instead of the drawing.</param>
public sealed record VectorImage(double Width, double Height, IReadOnlyList<VectorShape> Shapes, string AlternativeText);

/// <summary>One filled outline.</summary>
/// <param name="Path">SVG path data with the absolute commands M, L, C and Z only.</param>
/// <param name="Fill">Colour of the inside.</param>
public sealed record VectorShape(string Path, InkColor Fill);

/// <summary>A colour in device RGB, 0 to 255 each.</summary>
public readonly record struct InkColor(byte Red, byte Green, byte Blue)
{
    public static readonly InkColor Black = new(0x1B, 0x1F, 0x24);
    public static readonly InkColor Grey = new(0x5A, 0x63, 0x6E);
    public static readonly InkColor Rule = new(0xC9, 0xD1, 0xDA);
    public static readonly InkColor Tint = new(0xEE, 0xF2, 0xF7);
    public static readonly InkColor Accent = new(0x12, 0x3F, 0x6D);
}
