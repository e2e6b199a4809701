using System.Globalization;
using System.Security;
using System.Text;
using Serverless.Platform.Documents.Layout;

namespace Serverless.Platform.Documents.Pdf;

/// <summary>Writes a laid-out document as a tagged PDF 1.7 file.</summary>
internal static class DocumentFile
{
    public static void Write(LaidOutDocument document, string title, string language, DocumentMetadata metadata, Stream output)
    {
        using var objects = new PdfObjects(output);
        var pages = document.Pages;
        StructureObjects.Reserve(document.Structure, objects);
        var tree = objects.Reserve();
        foreach (var page in pages)
        {
            page.ObjectId = objects.Reserve();
        }

        var resources = objects.Reserve();
        WritePages(pages, tree, resources, objects);
        var kids = string.Join(' ', pages.Select(p => $"{p.ObjectId} 0 R"));
        objects.Write(tree, b => b.Raw($"<</Type /Pages/Count {pages.Count}/Kids [{kids}]>>"));
        WriteFonts(document, resources, objects);
        var structure = StructureObjects.Write(document.Structure, pages, objects);
        var xmp = objects.WritePlainStream(Xmp(title, language, metadata), "/Type /Metadata/Subtype /XML");
        var information = objects.Write(b => Information(b, title, metadata));
        var catalog = objects.Write(b =>
            b.Raw("<</Type /Catalog/Pages "u8)
                .Reference(tree)
                .Raw("/StructTreeRoot "u8)
                .Reference(structure)
                .Raw("/Metadata "u8)
                .Reference(xmp)
                .Raw("/MarkInfo <</Marked true>>/ViewerPreferences <</DisplayDocTitle true>>/Lang "u8)
                .Ascii(language)
                .Raw(">>"u8)
        );
        objects.Finish(catalog, information);
    }

    private static void WritePages(IReadOnlyList<PageCanvas> pages, int tree, int resources, PdfObjects objects)
    {
        var linkKey = pages.Count;
        for (var i = 0; i < pages.Count; i++)
        {
            var page = pages[i];
            foreach (var link in page.Links)
            {
                var key = linkKey++;
                link.ObjectId = objects.Write(b => Annotation(b, link, key));
            }

            var content = objects.WriteStream(page.Content);
            var number = i;
            objects.Write(
                page.ObjectId,
                b =>
                {
                    b.Raw("<</Type /Page/Parent "u8).Reference(tree).Raw("/MediaBox [0 0 "u8);
                    b.Numbers(PageCanvas.Width, PageCanvas.Height).Raw("]/Resources "u8).Reference(resources);
                    b.Raw("/Contents "u8).Reference(content).Raw("/StructParents "u8).Integer(number);
                    b.Raw("/Tabs /S/Annots ["u8).Raw(string.Join(' ', page.Links.Select(l => $"{l.ObjectId} 0 R")));
                    b.Raw("]>>"u8);
                }
            );
        }
    }

    private static void Annotation(PdfBuffer buffer, LinkArea link, int key)
    {
        buffer.Raw("<</Type /Annot/Subtype /Link/F 4/Border [0 0 0]/Rect ["u8);
        buffer.Numbers(link.Left, link.Bottom, link.Right, link.Top).Raw("]/A <</S /URI/URI "u8);
        buffer.Ascii(link.Target.AbsoluteUri).Raw(">>/StructParent "u8).Integer(key);
        buffer.Raw("/Contents "u8).Text(link.Target.AbsoluteUri).Raw(">>"u8);
    }

    private static void WriteFonts(LaidOutDocument document, int resources, PdfObjects objects)
    {
        var regular = FontObjects.Write(document.Fonts.Regular, objects);
        var bold = FontObjects.Write(document.Fonts.Bold, objects);
        objects.Write(resources, b => b.Raw("<</Font <</R "u8).Reference(regular).Raw("/B "u8).Reference(bold).Raw(">>>>"u8));
    }

    private static void Information(PdfBuffer buffer, string title, DocumentMetadata metadata)
    {
        var utc = metadata.CreatedAt.ToUniversalTime();
        buffer.Raw("<</Title "u8).Text(title).Raw("/Author "u8).Text(metadata.Author);
        buffer.Raw("/Subject "u8).Text(metadata.Subject).Raw("/Producer (Serverless Documents)/CreationDate "u8);
        buffer.Ascii(utc.ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture)).Raw(">>"u8);
    }

    private static byte[] Xmp(string title, string language, DocumentMetadata metadata)
    {
        static string Safe(string text) => SecurityElement.Escape(text);
        var created = metadata.CreatedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes(
            $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Safe(title)}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{Safe(metadata.Author)}</rdf:li></rdf:Seq></dc:creator>
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{Safe(metadata.Subject)}</rdf:li></rdf:Alt></dc:description>
            <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
            <xmp:CreateDate>{created}</xmp:CreateDate><pdf:Producer>Serverless Documents</pdf:Producer>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """
        );
    }
}
