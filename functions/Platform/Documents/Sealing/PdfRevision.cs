using System.Globalization;
using System.Text;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>
/// Reads as much of a PDF as an incremental update must know. It understands the grammar that <see cref="PdfRenderer"/>
/// writes (one classic cross-reference table, no compressed objects) and nothing else.
/// </summary>
internal sealed class PdfRevision
{
    // Latin-1 maps every byte to one character, so positions in text are positions in the file.
    private readonly string _text;
    private readonly int _table;

    private PdfRevision(string text, int table) => (_text, _table) = (text, table);

    /// <summary>Offset of the cross-reference table.</summary>
    public int TableOffset => _table;

    public int Size { get; private init; }

    public int Root { get; private init; }

    public int Information { get; private init; }

    /// <summary>The trailer's pair of identifiers, as written.</summary>
    public string Identifiers { get; private init; } = "";

    /// <summary>Reads the last revision, or null when the file is not of our grammar.</summary>
    public static PdfRevision? Read(ReadOnlySpan<byte> file)
    {
        var text = Encoding.Latin1.GetString(file);
        var start = text.LastIndexOf("startxref\n", StringComparison.Ordinal);
        var trailer = text.LastIndexOf("trailer\n<<", StringComparison.Ordinal);
        if (start < 0 || trailer < 0 || !text.EndsWith("%%EOF\n", StringComparison.Ordinal))
        {
            return null;
        }

        var end = text.IndexOf('\n', start + 10);
        if (
            end < 0
            || !int.TryParse(text.AsSpan(start + 10, end - start - 10), NumberStyles.None, CultureInfo.InvariantCulture, out var table)
            || !text.AsSpan(Math.Min(table, text.Length)).StartsWith("xref\n0 ", StringComparison.Ordinal)
        )
        {
            return null;
        }

        var entries = text[trailer..start];
        var identifiers = entries.IndexOf("/ID [", StringComparison.Ordinal);
        if (Number(entries, "/Size ") is not { } size || Number(entries, "/Root ") is not { } root)
        {
            return null;
        }

        return Number(entries, "/Info ") is not { } information || identifiers < 0
            ? null
            : new PdfRevision(text, table)
            {
                Size = size,
                Root = root,
                Information = information,
                Identifiers = entries[(identifiers + 4)..(entries.IndexOf(']', identifiers) + 1)],
            };
    }

    /// <summary>The dictionary of an object, from its opening to its closing brackets; null when it is not one.</summary>
    public string? Dictionary(int id)
    {
        // Entries of the table are twenty bytes each; the first line is "xref", the second "0 count".
        var first = _text.IndexOf('\n', _table + 5) + 1;
        var entry = first + (20 * id);
        if (
            id >= Size
            || entry + 10 > _text.Length
            || !int.TryParse(_text.AsSpan(entry, 10), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
        )
        {
            return null;
        }

        var head = $"{id} 0 obj\n<<";
        var end = offset < _text.Length ? _text.IndexOf("\nendobj", offset, StringComparison.Ordinal) : -1;
        return end > 0 && _text.AsSpan(offset).StartsWith(head, StringComparison.Ordinal) ? _text[(offset + head.Length - 2)..end] : null;
    }

    /// <summary>The number that follows a key, for instance of a reference.</summary>
    public static int? Number(string dictionary, string key)
    {
        var at = dictionary.IndexOf(key, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var from = at + key.Length;
        var to = from;
        while (to < dictionary.Length && char.IsAsciiDigit(dictionary[to]))
        {
            to++;
        }

        return int.TryParse(dictionary.AsSpan(from, to - from), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }
}
