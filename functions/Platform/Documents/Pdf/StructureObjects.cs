namespace Serverless.Platform.Documents.Pdf;

/// <summary>Writes the structure tree and the map from marked content back to it (ISO 32000-1 §14.7).</summary>
internal static class StructureObjects
{
    /// <summary>Gives every element its object number, before the pages that refer to them are written.</summary>
    public static void Reserve(StructureNode node, PdfObjects objects)
    {
        node.ObjectId = objects.Reserve();
        foreach (var child in node.Children)
        {
            if (child.Node is { } inner)
            {
                Reserve(inner, objects);
            }
        }
    }

    /// <summary>Writes the tree; the numbers of page objects and annotations must be known.</summary>
    public static int Write(StructureNode document, IReadOnlyList<PageCanvas> pages, PdfObjects objects)
    {
        var root = objects.Reserve();
        WriteNode(document, root, objects);
        var parents = objects.Write(b => ParentTree(b, pages));
        objects.Write(
            root,
            b =>
                b.Raw("<</Type /StructTreeRoot/K "u8)
                    .Reference(document.ObjectId)
                    .Raw("/ParentTree "u8)
                    .Reference(parents)
                    .Raw("/ParentTreeNextKey "u8)
                    .Integer(pages.Count + pages.Sum(p => p.Links.Count))
                    .Raw(">>"u8)
        );
        return root;
    }

    private static void WriteNode(StructureNode node, int parent, PdfObjects objects)
    {
        objects.Write(
            node.ObjectId,
            b =>
            {
                b.Raw("<</S /"u8).Raw(node.Tag).Raw("/P "u8).Reference(parent);
                Attributes(b, node);
                b.Raw("/K ["u8);
                foreach (var child in node.Children)
                {
                    Child(b, child);
                }

                b.Raw("]>>"u8);
            }
        );
        foreach (var child in node.Children)
        {
            if (child.Node is { } inner)
            {
                WriteNode(inner, node.ObjectId, objects);
            }
        }
    }

    private static void Attributes(PdfBuffer buffer, StructureNode node)
    {
        if (node.AlternativeText is { } text)
        {
            buffer.Raw("/Alt "u8).Text(text);
        }

        if (node.HeaderScope is { } scope)
        {
            buffer.Raw("/A <</O /Table/Scope /"u8).Raw(scope).Raw(">>"u8);
        }
    }

    private static void Child(PdfBuffer buffer, StructureChild child)
    {
        if (child.Node is { } node)
        {
            buffer.Reference(node.ObjectId).Raw(" "u8);
        }
        else if (child.Link is { } link)
        {
            buffer.Raw("<</Type /OBJR/Pg "u8).Reference(child.Page!.ObjectId).Raw("/Obj "u8);
            buffer.Reference(link.ObjectId).Raw(">>"u8);
        }
        else
        {
            buffer.Raw("<</Type /MCR/Pg "u8).Reference(child.Page!.ObjectId).Raw("/MCID "u8);
            buffer.Integer(child.MarkedContent).Raw(">>"u8);
        }
    }

    // Keys 0..pages-1 are the pages' marked content, the following ones the links in page order.
    private static void ParentTree(PdfBuffer buffer, IReadOnlyList<PageCanvas> pages)
    {
        buffer.Raw("<</Nums ["u8);
        for (var i = 0; i < pages.Count; i++)
        {
            buffer.Integer(i).Raw("["u8);
            foreach (var owner in pages[i].Owners)
            {
                buffer.Reference(owner.ObjectId).Raw(" "u8);
            }

            buffer.Raw("]"u8);
        }

        var key = pages.Count;
        foreach (var link in pages.SelectMany(p => p.Links))
        {
            buffer.Integer(key++).Raw(" "u8).Reference(link.Node.ObjectId).Raw(" "u8);
        }

        buffer.Raw("]>>"u8);
    }
}
