using System.Globalization;
using Serverless.Platform.Files;

namespace Serverless.Platform.Drop;

/// <summary>
/// The frame of a partner's file of amounts: <c>H,{kind},{version},…</c>, details <c>D,…</c>, and <c>T,{lines},{sum},{SHA-256 of every
/// byte before}</c>.
/// </summary>
/// <param name="Kind">The word behind the header's mark.</param>
/// <param name="HeaderFields">Fields of the header, its mark included.</param>
/// <param name="DetailFields">Fields of a detail, its mark included.</param>
/// <param name="AmountField">Which of them is the amount in céntimos.</param>
public sealed record ControlFileLayout(string Kind, int HeaderFields, int DetailFields, int AmountField)
{
    private const string Version = "1";

    /// <summary>Largest file taken.</summary>
    public long MaximumBytes { get; init; } = 200L * 1024 * 1024;

    /// <summary>Whether the record is a header of this layout.</summary>
    public bool IsHeader(CsvRecord record) =>
        record.Fields.Count == HeaderFields && record.Fields is ["H", var kind, Version, ..] && kind == Kind;

    public static bool IsTrailer(CsvRecord record) => record.Fields is ["T", _, _, { Length: 64 }];

    /// <summary>The amount of a detail; null for a line that has none.</summary>
    public long? AmountOf(CsvRecord record) =>
        record.Fields is ["D", ..] && record.Fields.Count == DetailFields ? Number(record.Fields[AmountField]) : null;

    /// <summary>Up to twelve digits, no sign; null for anything else. The sums of a file fit a long.</summary>
    public static long? Number(string text) =>
        text.Length <= 12 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What one reading of a whole file showed; nonsense of any kind is a fault, never an exception.</summary>
/// <param name="Header">The header's fields; empty without one.</param>
/// <param name="Lines">Lines between header and trailer.</param>
/// <param name="Centimos">Their sum.</param>
/// <param name="Fault">The first thing wrong: <c>file-header</c>, <c>file-trailer</c>, <c>file-count</c>, <c>file-sum</c>; the hash is not compared yet.</param>
internal sealed record ControlFileCheck(
    IReadOnlyList<string> Header,
    int Lines,
    long Centimos,
    long BodyLength,
    string BodySha256,
    string? Fault
)
{
    /// <summary>Reads to the end in constant memory.</summary>
    internal static async Task<ControlFileCheck> ReadAsync(Stream content, ControlFileLayout layout, CancellationToken cancellation)
    {
        var totals = new Totals(layout);
        await foreach (var record in CsvReader.ReadAsync(content, cancellation: cancellation))
        {
            totals.Take(record);
        }

        return totals.Close();
    }

    private sealed class Totals(ControlFileLayout layout)
    {
        private IReadOnlyList<string> _header = [];
        private IReadOnlyList<string>? _trailer;
        private string? _fault;
        private long _bodyLength;
        private long _end;
        private int _lines;
        private long _sum;
        private bool _begun;

        internal void Take(CsvRecord record)
        {
            if (!_begun)
            {
                _begun = true;
                _header = layout.IsHeader(record) ? record.Fields : [];
                _fault = _header.Count == 0 ? "file-header" : null;
            }
            else if (_trailer is not null)
            {
                _fault ??= "file-trailer";
            }
            else if (ControlFileLayout.IsTrailer(record))
            {
                (_trailer, _bodyLength) = (record.Fields, _end);
            }
            else
            {
                _lines++;
                _sum += layout.AmountOf(record) ?? 0;
            }

            _end = record.NextOffset;
        }

        internal ControlFileCheck Close()
        {
            var fault =
                _fault
                ?? (
                    !_begun ? "file-header"
                    : _trailer is null ? "file-trailer"
                    : ControlFileLayout.Number(_trailer[1]) != _lines ? "file-count"
                    : ControlFileLayout.Number(_trailer[2]) != _sum ? "file-sum"
                    : null
                );
            return new(_header, _lines, _sum, _bodyLength, _trailer?[3].ToLowerInvariant() ?? "", fault);
        }
    }
}
