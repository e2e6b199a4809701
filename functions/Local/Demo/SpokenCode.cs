namespace Serverless.Local.Demo;

/// <summary>Six digits out of what a call said, as whoever holds the receiver writes them down.</summary>
internal static class SpokenCode
{
    private static readonly string[] Words = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"];

    internal static string In(string speech)
    {
        var digits = speech
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Array.IndexOf(Words, word.TrimEnd('.')))
            .SkipWhile(digit => digit < 0)
            .TakeWhile(digit => digit >= 0)
            .ToList();
        return digits.Count == 6 ? string.Concat(digits) : throw new WrongStepException($"no code in: {speech}");
    }
}
