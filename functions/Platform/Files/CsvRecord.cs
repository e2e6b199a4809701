namespace Serverless.Platform.Files;

/// <summary>One record of a comma-separated file (RFC 4180), with what a resumable job needs to go on behind it.</summary>
/// <param name="Number">Line of the file on which the record begins, 1 for the first; what a person sees in an editor.</param>
/// <param name="NextOffset">Byte of the file at which the next record begins.</param>
/// <param name="NextNumber">Line of the file on which the next record begins.</param>
/// <param name="Fields">The unquoted fields; empty when <paramref name="Fault"/> says why.</param>
/// <param name="Fault">Null, or why the line is no record.</param>
public readonly record struct CsvRecord(int Number, long NextOffset, int NextNumber, IReadOnlyList<string> Fields, CsvFault? Fault);

/// <summary>Why a line of a file is no record.</summary>
public enum CsvFault
{
    /// <summary>Longer than the reader's limit; it was skipped without being kept in memory.</summary>
    TooLong,

    /// <summary>A quote that never closes, or text after a closing quote.</summary>
    BadQuotes,

    /// <summary>Bytes that are no UTF-8.</summary>
    NotUtf8,
}
