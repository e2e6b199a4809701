using Serverless.Platform.Documents.Fonts;
using Serverless.Platform.Documents.Layout;
using Serverless.Platform.Documents.Pdf;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Documents;

/// <summary>
/// Draws a document as a tagged, Spanish (es-PE) PDF on A4: embedded fonts, reading order and table structure for screen
/// readers, and the same bytes for the same input, so that a hash shown before signing can be computed again later.
/// </summary>
public static class PdfRenderer
{
    private const string Language = "es-PE";

    /// <summary>
    /// Writes the file to the output, which sees nothing when the answer is an error. Error
    /// <c>documents.unprintable-characters</c> names, as code points in <c>characters</c>, what the fonts cannot draw or
    /// what would be invisible.
    /// </summary>
    public static Result<Done> Render(DocumentContent content, DocumentMetadata metadata, Stream output)
    {
        var flow = new PageFlow(content);
        try
        {
            PageFurniture.PlaceLetterhead(flow);
            PageFurniture.PlaceTitle(flow);
            foreach (var block in content.Blocks)
            {
                BlockLayout.Place(block, flow);
            }

            PageFurniture.DrawRunningLines(flow);
            flow.Fonts.Unprintable.UnionWith(PrintableCharacters.Outside(metadata.Author + metadata.Subject));
            if (flow.Fonts.Unprintable.Count > 0)
            {
                return DocumentErrors.UnprintableCharacters(flow.Fonts.Unprintable);
            }

            var document = new LaidOutDocument(flow.Pages, flow.Structure, flow.Fonts);
            DocumentFile.Write(document, content.Title, Language, metadata, output);
            return Done.Value;
        }
        finally
        {
            foreach (var page in flow.Pages)
            {
                page.Dispose();
            }
        }
    }

    /// <summary>The file in memory, as sealing needs it.</summary>
    public static Result<byte[]> Render(DocumentContent content, DocumentMetadata metadata)
    {
        using var output = new MemoryStream(64 * 1024);
        return Render(content, metadata, output).Then(_ => (Result<byte[]>)output.ToArray());
    }
}
