using Serverless.Platform.Files;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payroll.Layout;

/// <summary>The first line of an answer: which of our files it answers.</summary>
internal sealed record ResultHeader(string Ugel, PayrollPeriod Period, int Number);

/// <summary>The last line of an answer.</summary>
/// <param name="Sha256">Of every byte before it, hex.</param>
internal sealed record ResultTrailer(int Lines, long RequestedCentimos, long AppliedCentimos, string Sha256);

/// <summary>How the incoming file is read (docs/ports/payroll.md); strict, because money follows from it.</summary>
internal static class ResultFile
{
    private static readonly Dictionary<string, PayrollVerdict> Verdicts = new(StringComparer.Ordinal)
    {
        ["APLICADO"] = PayrollVerdict.Applied,
        ["PARCIAL"] = PayrollVerdict.Partial,
        ["RECHAZADO"] = PayrollVerdict.Rejected,
    };

    /// <summary>Why payroll takes less than was asked; published with the port.</summary>
    internal static readonly IReadOnlySet<string> Reasons = new HashSet<string>(StringComparer.Ordinal)
    {
        "TOPE-50",
        "SIN-PLAZA",
        "LICENCIA",
        "CESE",
        "CODIGO-ERRADO",
        "OTRA-UGEL",
        "DUPLICADO",
        "OTRO",
    };

    internal static ResultHeader? Header(CsvRecord record) =>
        record.Fields is [DropLayout.HeaderMark, DropLayout.Results, DropLayout.Version, var ugel, var month, var digits]
        && PayrollPeriod.Parse(month) is { } period
        && DropLayout.Number(digits) is > 0 and <= int.MaxValue and var number
            ? new ResultHeader(ugel, period, (int)number)
            : null;

    internal static ResultTrailer? Trailer(CsvRecord record) =>
        record.Fields is [DropLayout.TrailerMark, var count, var requested, var applied, { Length: 64 } sha256]
        && DropLayout.Number(count) is <= int.MaxValue and var lines
        && DropLayout.Number(requested) is { } asked
        && DropLayout.Number(applied) is { } taken
            ? new ResultTrailer((int)lines, asked, taken, sha256.ToLowerInvariant())
            : null;

    /// <summary>The two amounts of a detail line for the control totals; null when they are no numbers.</summary>
    internal static (long Requested, long Applied)? Amounts(CsvRecord record) =>
        record.Fields is [_, _, _, _, _, _, var requested, _, var applied, _]
        && DropLayout.Number(requested) is { } asked
        && DropLayout.Number(applied) is { } taken
            ? (asked, taken)
            : null;

    /// <returns>The line, or <c>payroll.line-unreadable</c>.</returns>
    internal static Result<ResultLine> Detail(CsvRecord record)
    {
        if (
            record.Fields is not [DropLayout.DetailMark, _, var document, var modular, var word, var period, _, var said, _, var reason]
            || Amounts(record) is not { } amounts
            || document.Length != 8
            || !Dni.Parse(document).IsSuccess
            || DropLayout.ConceptOf(word) is not { } concept
            || !Verdicts.TryGetValue(said, out var verdict)
        )
        {
            return PayrollErrors.LineUnreadable;
        }

        var line = new ResultLine(record.Number, document, modular, concept, period, amounts.Requested, verdict, amounts.Applied, reason);
        return IsConsistent(line) ? line : PayrollErrors.LineUnreadable;
    }

    private static bool IsConsistent(ResultLine line) =>
        line.Verdict switch
        {
            PayrollVerdict.Applied => line.AppliedCentimos == line.RequestedCentimos && line.AppliedCentimos > 0 && line.Reason.Length == 0,
            PayrollVerdict.Partial => line.AppliedCentimos > 0
                && line.AppliedCentimos < line.RequestedCentimos
                && Reasons.Contains(line.Reason),
            _ => line.AppliedCentimos == 0 && Reasons.Contains(line.Reason),
        };
}
