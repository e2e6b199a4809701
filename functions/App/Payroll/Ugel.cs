namespace Serverless.App.Payroll;

/// <summary>Codes of payroll units (UGEL): they name files, so they hold nothing else.</summary>
internal static class Ugel
{
    private const int Longest = 12;

    internal static bool IsValid(string? code) =>
        code is { Length: > 0 and <= Longest }
        && code.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
