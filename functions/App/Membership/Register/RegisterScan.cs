using System.Globalization;
using System.Runtime.InteropServices;
using Serverless.Platform.Files;

namespace Serverless.App.Membership.Register;

/// <summary>
/// One reading of the whole file before any line is taken over: how many lines there are, and which of them repeat a document that an
/// earlier line has. Without it two lines of one person would overwrite each other at every import. About 30 bytes a line.
/// </summary>
/// <param name="Lines">Lines that are not the heading.</param>
/// <param name="Repeated">Line number of the repetition, and of the first line with that document.</param>
internal sealed record RegisterScan(int Lines, IReadOnlyDictionary<int, int> Repeated)
{
    internal static async Task<RegisterScan> ReadAsync(Stream content, CancellationToken cancellation)
    {
        var firstLines = new Dictionary<uint, int>();
        var repeated = new Dictionary<int, int>();
        var lines = 0;
        await foreach (var record in CsvReader.ReadAsync(content, cancellation: cancellation))
        {
            if (RegisterLineParser.IsHeading(record))
            {
                continue;
            }

            lines++;
            if (Document(record) is not { } document)
            {
                continue;
            }

            ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(firstLines, document, out var seen);
            if (seen)
            {
                repeated[record.Number] = first;
            }
            else
            {
                first = record.Number;
            }
        }

        return new RegisterScan(lines, repeated);
    }

    private static uint? Document(CsvRecord record) =>
        record.Fields is [{ Length: >= 8 } field, ..]
        && uint.TryParse(field.AsSpan(0, 8), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
