using System.Globalization;
using Serverless.Platform.Drop;
using Serverless.Platform.Files;

namespace Serverless.App.Payments.Statements;

/// <summary>A day's statement of the bank after it was compared with our orders.</summary>
/// <param name="Day">The day it is of; null for one that could not be read.</param>
/// <param name="Matched">Lines that say what our order says.</param>
/// <param name="Differences">Lines, and paid orders without a line, that became tasks.</param>
internal sealed record BankStatement(string Id, DateOnly? Day, int Lines, long Centimos, int Matched, int Differences)
{
    /// <summary>Why nothing of it was compared.</summary>
    public string? Refusal { get; init; }
}

/// <summary>A statement was compared.</summary>
internal sealed record BankStatementTaken(string StatementId, int Lines, int Differences);

/// <summary>A line of a statement, well-formed.</summary>
internal sealed record StatementLine(int Number, string OrderId, string BankReference, bool Paid, long Centimos);

/// <summary>How a statement is read (docs/ports/bank.md).</summary>
internal static class StatementLayout
{
    internal static readonly ControlFileLayout Frame = new("EXTRACTO", HeaderFields: 4, DetailFields: 6, AmountField: 5)
    {
        MaximumBytes = 20L * 1024 * 1024,
    };

    private const int LongestId = 60;

    /// <summary>The day that the header names; null when it names none.</summary>
    internal static DateOnly? Day(IReadOnlyList<string> header) =>
        header is [_, _, _, var text]
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>Null for a line that cannot be read.</summary>
    internal static StatementLine? Detail(CsvRecord record) =>
        Frame.AmountOf(record) is > 0 and var centimos
        && IsId(record.Fields[2])
        && IsId(record.Fields[3])
        && record.Fields[4] is "PAGADO" or "RECHAZADO"
            ? new StatementLine(record.Number, record.Fields[2], record.Fields[3], record.Fields[4] == "PAGADO", centimos)
            : null;

    private static bool IsId(string text) => text.Length is > 0 and <= LongestId && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
