using System.Globalization;
using Serverless.Platform.Drop;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Contributions;

/// <summary>How far a file of contributions is.</summary>
internal enum ContributionFileStatus
{
    Running,
    Finished,

    /// <summary>Not taken at all; a task says why.</summary>
    Refused,
}

/// <summary>Lines by what they came to, with their amounts: together they are the file.</summary>
/// <param name="Rejected">Not booked; each has a task.</param>
internal sealed record ContributionCounts(int Posted, long PostedCentimos, int Rejected, long RejectedCentimos)
{
    internal static readonly ContributionCounts None = new(0, 0, 0, 0);

    internal ContributionCounts Plus(ContributionCounts more) =>
        new(Posted + more.Posted, PostedCentimos + more.PostedCentimos, Rejected + more.Rejected, RejectedCentimos + more.RejectedCentimos);
}

/// <summary>One file of contributions, known by its content; its state is the job's cursor too (decision 16).</summary>
/// <param name="Sha256">Of the whole file, hex; names its copy.</param>
internal sealed record ContributionFile(string Id, string Sha256, long Length, DateTimeOffset ReceivedAt)
{
    public ContributionFileStatus Status { get; init; } = ContributionFileStatus.Running;

    public string? Refusal { get; init; }

    public string Ugel { get; init; } = "";

    /// <summary>Month of the payslips, <c>2026-12</c>.</summary>
    public string Period { get; init; } = "";

    public int Number { get; init; }

    /// <summary>What the trailer promises.</summary>
    public int Lines { get; init; }

    public long Centimos { get; init; }

    /// <summary>Byte at which the next line begins, and its number as an editor counts.</summary>
    public long Offset { get; init; }

    public int NextLine { get; init; } = 1;

    public int Slices { get; init; }

    public ContributionCounts Counts { get; init; } = ContributionCounts.None;

    /// <summary>What the last slice posted: the control totals get it after the commit.</summary>
    public long LastSliceCentimos { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>A step of a file.</summary>
internal sealed record ContributionFileMoved(string FileId, int Lines);

/// <summary>A line of the file, well-formed.</summary>
/// <param name="ModularCode">Personal, as the document is.</param>
internal sealed record ContributionLine(int Number, Dni Dni, string ModularCode, long Centimos);

/// <summary>How the file is read (docs/ports/contributions.md); strict, because money follows from it.</summary>
internal static class ContributionLayout
{
    internal static readonly ControlFileLayout Frame = new("APORTES", HeaderFields: 6, DetailFields: 5, AmountField: 4);

    /// <summary>Which UGEL and month the header names; null when it names none.</summary>
    internal static (string Ugel, DateOnly Period, int Number)? Header(IReadOnlyList<string> fields) =>
        fields is [_, _, _, { Length: > 0 and <= 12 } ugel, var month, var digits]
        && ugel.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-')
        && DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var period)
        && ControlFileLayout.Number(digits) is > 0 and <= int.MaxValue and var number
            ? (ugel, period, (int)number)
            : null;

    /// <summary>Null for a line that cannot be read.</summary>
    internal static ContributionLine? Detail(CsvRecord record) =>
        Frame.AmountOf(record) is > 0 and var centimos
        && record.Fields[2] is { Length: 8 } document
        && Dni.Parse(document) is { IsSuccess: true } dni
        && record.Fields[3] is { Length: 10 } modular
            ? new ContributionLine(record.Number, dni.Value, modular, centimos)
            : null;
}
