using System.Globalization;
using System.Security.Cryptography;
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

/// <summary>A partner's file that was read through and lies in <c>done/</c>.</summary>
/// <param name="Sha256">Of the whole file, hex: the same bytes under any name are the same file.</param>
/// <param name="Fault">Why nothing of it may be booked; null for a sound one.</param>
public sealed record TakenFile(string Sha256, long Length, IReadOnlyList<string> Header, int Lines, long Centimos, string? Fault)
{
    /// <summary>Where its copy lies.</summary>
    public string CopyName => $"{DropContainer.Taken}{Sha256}.csv";
}

/// <summary>Reads a file through, checks its totals and hash, and copies it to <c>done/</c>. Whoever dies on the way leaves it in <c>in/</c>.</summary>
public static class ControlFiles
{
    private const int CopyBytes = 64 * 1024;

    /// <summary>Null when the content went away or changed under us: its event, or the timer, brings us back.</summary>
    public static async Task<TakenFile?> TakeAsync(
        this DropContainer drop,
        DropFile file,
        ControlFileLayout layout,
        CancellationToken cancellation
    )
    {
        if (file.Length > layout.MaximumBytes)
        {
            // Never read: known by where it lay and what storage calls its content.
            var seen = System.Text.Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{file.Name}|{file.ETag}|{file.Length}")
            );
            return new(Convert.ToHexStringLower(SHA256.HashData(seen)), file.Length, [], 0, 0, "file-too-large");
        }

        await using var first = await drop.OpenAsync(file, 0, cancellation);
        if (first is null)
        {
            return null;
        }

        var check = await ControlFileCheck.ReadAsync(first, layout, cancellation);
        await using var second = await drop.OpenAsync(file, 0, cancellation);
        return second is null ? null : await CopyAsync(drop, second, file, check, cancellation);
    }

    private static async Task<TakenFile> CopyAsync(
        DropContainer drop,
        Stream content,
        DropFile file,
        ControlFileCheck check,
        CancellationToken cancellation
    )
    {
        using var body = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[CopyBytes];
        var left = check.BodyLength;
        while (await content.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            whole.AppendData(buffer, 0, count);
            body.AppendData(buffer, 0, (int)Math.Min(left, count));
            left -= Math.Min(left, count);
        }

        var sha256 = Convert.ToHexStringLower(whole.GetHashAndReset());
        var fault = check.Fault ?? (Convert.ToHexStringLower(body.GetHashAndReset()) == check.BodySha256 ? null : "file-hash");
        var taken = new TakenFile(sha256, file.Length, check.Header, check.Lines, check.Centimos, fault);
        await KeepAsync(drop, file, taken, cancellation);
        return taken;
    }

    /// <summary>The copy's name is the hash, so it is known only now.</summary>
    private static async Task KeepAsync(DropContainer drop, DropFile file, TakenFile taken, CancellationToken cancellation)
    {
        await using var content =
            await drop.OpenAsync(file, 0, cancellation) ?? throw new InvalidDataException("A file went away while it was taken in");
        using var copy = drop.Begin(taken.CopyName);
        var buffer = new byte[CopyBytes];
        while (await content.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            await copy.WriteAsync(buffer.AsMemory(0, count), cancellation);
        }

        await copy.CommitAsync(new Dictionary<string, string>(), cancellation);
    }
}
