using Serverless.App.Contracts.Messages;
using Serverless.Platform.Documents;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Rights.Export;

/// <summary>The copy for people: every fact of the JSON under a heading of its context, in a file that a screen reader can read.</summary>
internal sealed class DataExportPaper(InstitutionPapers papers)
{
    /// <summary>Error: <c>documents.unprintable-characters</c>.</summary>
    internal Result<byte[]> Draw(DataCopy data) => papers.Draw("Copia de tus datos", "Copia de datos personales", BlocksOf(data), data.At);

    /// <summary>Pure.</summary>
    internal static IReadOnlyList<Block> BlocksOf(DataCopy data) =>
        [
            new Paragraph("Esta es la copia de todo lo que sabemos de ti. La pediste por tu derecho de acceso (Ley 29733)."),
            new Notice("Guárdala con cuidado: tiene tus datos sin tapar. Si algo está mal, pide en la app que lo corrijamos."),
            .. data.Held.SelectMany(held =>
                (IEnumerable<Block>)
                    [
                        new Heading(held.Title),
                        .. held.Records.Count == 0 ? [new Paragraph("No tenemos nada aquí.")] : held.Records.SelectMany(RecordOf),
                    ]
            ),
        ];

    private static IEnumerable<Block> RecordOf(Messages.HeldRecord record) =>
        [
            new Heading(record.Title, Level: 3),
            record.Facts.Count == 0
                ? new Paragraph("Sin datos.")
                : new KeyValues([.. record.Facts.Select(fact => new KeyValue(fact.Name, fact.Value))]),
        ];
}
