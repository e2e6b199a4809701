using System.Security.Cryptography;
using System.Text;
using Serverless.Platform.Documents;

namespace Serverless.App.Contracts.Templates;

/// <summary>
/// SHA-256 over everything a draft says, each piece with its length: equal figures for equal people under one template version are one
/// document. Never stored: it would tell a guesser whether a guess of somebody's data was right.
/// </summary>
internal static class DocumentFingerprint
{
    internal static string Of(DocumentDraft draft)
    {
        var text = new StringBuilder();
        Add(text, draft.Version, draft.Title, draft.Subtitle ?? "", draft.Subject);
        foreach (var block in draft.Blocks)
        {
            Add(text, [block.GetType().Name, .. PiecesOf(block)]);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static IEnumerable<string> PiecesOf(Block block) =>
        block switch
        {
            Heading heading => [heading.Text],
            Paragraph paragraph => paragraph.Runs.Select(run => run.Text),
            ItemList list => list.Items.SelectMany(item => item.Runs.Select(run => run.Text).Prepend(item.Label)),
            KeyValues pairs => pairs.Rows.SelectMany(row => new[] { row.Label, row.Value }),
            Notice notice => notice.Runs.Select(run => run.Text),
            QrCode code => [code.Payload],
            Table table => [table.Caption ?? "", .. table.Columns.Select(c => c.Header), .. table.Rows.SelectMany(row => row.Cells)],
            PageBreak => [],
            _ => throw new ArgumentOutOfRangeException(nameof(block)),
        };

    private static void Add(StringBuilder text, params ReadOnlySpan<string> pieces)
    {
        foreach (var piece in pieces)
        {
            text.Append(piece.Length).Append(':').Append(piece);
        }
    }
}
