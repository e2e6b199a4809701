using Serverless.Platform.Documents.Fonts;
using Serverless.Platform.Documents.Pdf;

namespace Serverless.Platform.Documents.Layout;

/// <summary>Pages, structure and fonts of a document whose layout is done.</summary>
internal sealed record LaidOutDocument(IReadOnlyList<PageCanvas> Pages, StructureNode Structure, DocumentFonts Fonts);

/// <summary>The two weights of a document, and the characters that neither could draw.</summary>
internal sealed class DocumentFonts
{
    public FontSubset Regular { get; } = new(TrueTypeFont.Regular);

    public FontSubset Bold { get; } = new(TrueTypeFont.Bold);

    public SortedSet<int> Unprintable { get; } = [];
}
