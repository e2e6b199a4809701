namespace Serverless.Platform.Documents;

/// <summary>One piece of a document's body.</summary>
public abstract record Block;

/// <summary>A heading of level 2 or 3 (level 1 is the document's title). Stays with what follows it.</summary>
public sealed record Heading(string Text, int Level = 2) : Block;

/// <summary>Running text, justified unless said otherwise. A line feed in a run breaks the line.</summary>
public sealed record Paragraph(IReadOnlyList<TextRun> Runs) : Block
{
    public Paragraph(params TextRun[] runs)
        : this((IReadOnlyList<TextRun>)runs) { }

    public TextAlignment Alignment { get; init; } = TextAlignment.Justified;

    /// <summary>True when it must not be cut by a page end (it moves to the next page whole when it fits there).</summary>
    public bool KeepTogether { get; init; }
}

/// <summary>A list whose labels ("1.1", "a)", "•") are given by the template, because clauses are cited by them.</summary>
public sealed record ItemList(IReadOnlyList<ListItem> Items) : Block;

/// <summary>One item of a list.</summary>
public sealed record ListItem(string Label, IReadOnlyList<TextRun> Runs)
{
    public ListItem(string label, params TextRun[] runs)
        : this(label, (IReadOnlyList<TextRun>)runs) { }
}

/// <summary>Labels and values, one pair a line: the parties, the conditions of a credit.</summary>
public sealed record KeyValues(IReadOnlyList<KeyValue> Rows) : Block
{
    public KeyValues(params KeyValue[] rows)
        : this((IReadOnlyList<KeyValue>)rows) { }
}

/// <summary>One label and its value.</summary>
public sealed record KeyValue(string Label, string Value);

/// <summary>A tinted panel for what the law wants seen: warnings, how to check the document.</summary>
public sealed record Notice(IReadOnlyList<TextRun> Runs) : Block
{
    public Notice(params TextRun[] runs)
        : this((IReadOnlyList<TextRun>)runs) { }
}

/// <summary>A QR symbol with text beside it.</summary>
/// <param name="Payload">What the symbol says, mostly the address of the public verification page.</param>
/// <param name="AlternativeText">What a screen reader says instead.</param>
/// <param name="Caption">Text to the right of the symbol; give the address here too, for those who cannot scan.</param>
public sealed record QrCode(string Payload, string AlternativeText, IReadOnlyList<TextRun> Caption) : Block;

/// <summary>What follows starts on a new page.</summary>
public sealed record PageBreak : Block;

/// <summary>How lines meet the margins.</summary>
public enum TextAlignment
{
    Justified,
    Left,
    Right,
    Center,
}

/// <summary>A stretch of text in one style, optionally a link to an https address.</summary>
public sealed record TextRun(string Text, bool Bold = false, Uri? Link = null)
{
    public static implicit operator TextRun(string text) => FromString(text);

    public static TextRun FromString(string text) => new(text);
}
