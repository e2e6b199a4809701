using System.Globalization;
using System.Text.Json.Serialization;
using Serverless.Platform.Drop;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Partners;

/// <summary>What the daily statement of a partner is called, where it is kept and in which words its lines speak.</summary>
/// <param name="Table">The context's table.</param>
/// <param name="Kind">Type of the aggregate and, with <c>-taken</c>, of its event: <c>payments.statement</c>.</param>
/// <param name="FaultPrefix">What stands before <c>file-header</c>, <c>file-sum</c> … in the codes of its tasks.</param>
/// <param name="Subject">What a line is about, as a fact of its task: <c>order</c>, <c>payment</c>.</param>
/// <param name="HeaderWord">The word behind the header's mark.</param>
/// <param name="Words">What a line may say.</param>
public sealed record StatementName(
    string Table,
    string Kind,
    string FaultPrefix,
    string Subject,
    string HeaderWord,
    IReadOnlySet<string> Words
)
{
    private const int LongestId = 60;

    /// <summary>A line that cannot be read.</summary>
    public required Error Unreadable { get; init; }

    /// <summary>Something that our books have on the day and the statement does not.</summary>
    public required Error Missing { get; init; }

    /// <summary><c>H,{word},1,{day}</c> and <c>D,{n},{ours},{theirs},{word},{céntimos}</c>.</summary>
    public ControlFileLayout Frame =>
        new(HeaderWord, HeaderFields: 4, DetailFields: 6, AmountField: 5) { MaximumBytes = 20L * 1024 * 1024 };

    /// <summary>The day that the header names; null when it names none.</summary>
    internal static DateOnly? Day(IReadOnlyList<string> header) =>
        header is [_, _, _, var text]
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>Null for a line that cannot be read.</summary>
    internal StatementLine? Detail(CsvRecord record) =>
        Frame.AmountOf(record) is > 0 and var centimos
        && IsId(record.Fields[2])
        && IsId(record.Fields[3])
        && Words.Contains(record.Fields[4])
            ? new StatementLine(record.Number, record.Fields[2], record.Fields[3], record.Fields[4], centimos)
            : null;

    private static bool IsId(string text) => text.Length is > 0 and <= LongestId && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}

/// <summary>A line of a statement, well-formed.</summary>
/// <param name="Id">Our name of what it is about.</param>
/// <param name="Reference">The partner's.</param>
/// <param name="Word">What became of it.</param>
public sealed record StatementLine(int Number, string Id, string Reference, string Word, long Centimos);

/// <summary>Our side of a daily statement.</summary>
public interface IStatementBook
{
    /// <summary>Holds a line against the book; what the book did not know yet is settled by it. The same line again changes nothing.</summary>
    /// <param name="step">Names the line: a command of its own.</param>
    /// <returns>Done, or a conflict or a not-found, which becomes a task.</returns>
    Task<Result<Done>> MatchAsync(StatementLine line, CommandIdentity step, DateOnly day, CancellationToken cancellation);

    /// <summary>What the book has on the day and no statement shows.</summary>
    IAsyncEnumerable<string> MissingAsync(DateOnly day, CancellationToken cancellation);
}

/// <summary>A day's statement after it was compared.</summary>
/// <param name="Day">The day it is of; null for one that could not be read.</param>
/// <param name="Matched">Lines that say what our book says.</param>
/// <param name="Differences">Lines, and entries of our book without a line, that became tasks.</param>
public sealed record PartnerStatement(string Id, DateOnly? Day, int Lines, long Centimos, int Matched, int Differences)
{
    /// <summary>Why nothing of it was compared.</summary>
    public string? Refusal { get; init; }
}

/// <summary>A statement was compared.</summary>
public sealed record PartnerStatementTaken(string StatementId, int Lines, int Differences);

/// <summary>Data of the event that storage sends when a file is there.</summary>
public sealed record PartnerFileArrived(string? Url);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(PartnerStatement))]
[JsonSerializable(typeof(PartnerStatementTaken))]
[JsonSerializable(typeof(PartnerFileArrived))]
internal sealed partial class PartnerJson : JsonSerializerContext;
