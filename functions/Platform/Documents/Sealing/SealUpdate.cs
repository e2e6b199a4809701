using System.Globalization;
using System.Text;
using Serverless.Platform.Documents.Pdf;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>
/// The incremental update that holds a seal: signature dictionary, invisible field, first page and catalog that name it.
/// The seal certifies the file (DocMDP level 1), so readers report any later change, even an appended one.
/// </summary>
internal sealed class SealUpdate
{
    private readonly byte[] _file;

    private SealUpdate(byte[] file, int contentsStart, int contentsEnd) =>
        (_file, ContentsStart, ContentsEnd) = (file, contentsStart, contentsEnd);

    /// <summary>Position of the bracket that opens the signature's hexadecimal string.</summary>
    public int ContentsStart { get; }

    /// <summary>Position after the bracket that closes it.</summary>
    public int ContentsEnd { get; }

    /// <summary>What the seal covers: the file but for the signature itself.</summary>
    public (ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After) Covered =>
        (_file.AsMemory(0, ContentsStart), _file.AsMemory(ContentsEnd));

    /// <summary>Appends the update with room for a signature of so many bytes; null when the file is not sealable.</summary>
    public static SealUpdate? Append(byte[] pdf, SealStatement statement, DateTimeOffset at, int room)
    {
        if (
            PdfRevision.Read(pdf) is not { } revision
            || revision.Dictionary(revision.Root) is not { } catalog
            || PdfRevision.Number(catalog, "/Pages ") is not { } tree
            || revision.Dictionary(tree) is not { } pages
            || PdfRevision.Number(pages, "/Kids [") is not { } pageId
            || revision.Dictionary(pageId) is not { } page
            || !page.Contains("/Annots [", StringComparison.Ordinal)
        )
        {
            return null;
        }

        using var buffer = new PdfBuffer();
        var (signature, field) = (revision.Size, revision.Size + 1);
        var offsets = new SortedDictionary<int, int>();
        void Begin(int id)
        {
            offsets[id] = pdf.Length + buffer.Length;
            buffer.Integer(id).Raw(" 0 obj\n"u8);
        }

        Begin(signature);
        var (range, contents) = WriteSignature(buffer, statement, at, room);
        Begin(field);
        buffer.Raw("<</Type /Annot/Subtype /Widget/FT /Sig/T (Sello)/F 132/Rect [0 0 0 0]/P "u8).Reference(pageId);
        buffer.Raw("/V "u8).Reference(signature).Raw(">>\nendobj\n"u8);
        Begin(pageId);
        buffer.Raw(page.Replace("/Annots [", $"/Annots [{field} 0 R ", StringComparison.Ordinal)).Raw("\nendobj\n"u8);
        Begin(revision.Root);
        buffer.Raw(catalog[..^2]).Raw($"/AcroForm <</Fields [{field} 0 R]/SigFlags 3>>");
        buffer.Raw($"/Perms <</DocMDP {signature} 0 R>>>>\nendobj\n");
        WriteTable(buffer, revision, offsets, pdf.Length);

        byte[] file = [.. pdf, .. buffer.Written];
        var (start, end) = (pdf.Length + contents, pdf.Length + contents + 2 + (2 * room));
        var text = $"0 {start} {end} {file.Length - end}]";
        Encoding.ASCII.GetBytes(text, file.AsSpan(pdf.Length + range));
        return new SealUpdate(file, start, end);
    }

    /// <summary>The finished file.</summary>
    public byte[] Complete(ReadOnlySpan<byte> signature)
    {
        var room = (ContentsEnd - ContentsStart - 2) / 2;
        var padded = new byte[room];
        signature.CopyTo(padded);
        Encoding.ASCII.GetBytes(Convert.ToHexString(padded), _file.AsSpan(ContentsStart + 1));
        return _file;
    }

    private static (int Range, int Contents) WriteSignature(PdfBuffer buffer, SealStatement statement, DateTimeOffset at, int room)
    {
        buffer.Raw("<</Type /Sig/Filter /Adobe.PPKLite/SubFilter /ETSI.CAdES.detached/ByteRange ["u8);
        var range = buffer.Length;
        // Room for three ten-digit numbers; what stays blank is legal white space.
        buffer.Raw(new string(' ', 40)).Raw("/Contents "u8);
        var contents = buffer.Length;
        buffer.Raw("<"u8).Raw(new string('0', 2 * room)).Raw(">/M "u8);
        buffer.Ascii(at.ToUniversalTime().ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture));
        buffer.Raw("/Name "u8).Text(statement.Name).Raw("/Reason "u8).Text(statement.Reason);
        buffer.Raw("/Location "u8).Text(statement.Location);
        buffer.Raw("/Reference [<</Type /SigRef/TransformMethod /DocMDP/TransformParams "u8);
        buffer.Raw("<</Type /TransformParams/P 1/V /1.2>>>>]>>\nendobj\n"u8);
        return (range, contents);
    }

    private static void WriteTable(PdfBuffer buffer, PdfRevision revision, SortedDictionary<int, int> offsets, int shift)
    {
        var table = shift + buffer.Length;
        buffer.Raw("xref\n0 1\n0000000000 65535 f \n"u8);
        foreach (var (id, offset) in offsets)
        {
            buffer.Integer(id).Raw($" 1\n{offset:D10} 00000 n \n");
        }

        buffer.Raw("trailer\n<</Size "u8).Integer(revision.Size + 2).Raw("/Root "u8).Reference(revision.Root);
        buffer.Raw("/Info "u8).Reference(revision.Information).Raw($"/ID {revision.Identifiers}/Prev {revision.TableOffset}>>");
        buffer.Raw("\nstartxref\n"u8).Integer(table).Raw("\n%%EOF\n"u8);
    }
}

/// <summary>What the seal says about itself in a reader's signature panel.</summary>
/// <param name="Name">Institution that seals.</param>
/// <param name="Reason">Why, for instance "Sello de integridad del contrato".</param>
/// <param name="Location">Where, for instance "Lima, Perú".</param>
public sealed record SealStatement(string Name, string Reason, string Location);
