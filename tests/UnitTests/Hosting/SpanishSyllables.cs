using System.Globalization;

namespace Serverless.UnitTests.Hosting;

/// <summary>
/// Counts the syllables of Spanish words by the rules of the Ortografía de la lengua española (RAE 2010, chapter II 3.3): i and u
/// without accent join the vowel beside them, two open vowels never share a syllable, an accented í or ú stands alone beside one.
/// </summary>
internal static class SpanishSyllables
{
    private const string Open = "aeoáéóàèò";
    private const string Closed = "iuü";
    private const string AccentedClosed = "íú";

    internal static int In(string word)
    {
        if (word.Any(char.IsDigit))
        {
            return word.Count(char.IsDigit) * 2;
        }

        return word.Length > 1 && word.All(char.IsUpper)
            ? word.Sum(LettersName)
            : Math.Max(1, Nuclei(Prepare(word.ToLower(CultureInfo.InvariantCulture))));
    }

    /// <summary>DNI is read de-e-ne-i: consonants that are named effe-like take two.</summary>
    private static int LettersName(char letter) => "FHJLMNÑRSXYZ".Contains(letter, StringComparison.Ordinal) ? 2 : 1;

    /// <summary>Leaves only sounding vowels: no u of que, qui, gue, gui; a final y is i; h is mute unless it opens a syllable as in hue.</summary>
    private static string Prepare(string word)
    {
        var text = word.Replace("que", "ke", StringComparison.Ordinal)
            .Replace("qui", "ki", StringComparison.Ordinal)
            .Replace("qué", "ké", StringComparison.Ordinal)
            .Replace("quí", "kí", StringComparison.Ordinal)
            .Replace("gue", "ge", StringComparison.Ordinal)
            .Replace("gui", "gi", StringComparison.Ordinal)
            .Replace("gué", "gé", StringComparison.Ordinal)
            .Replace("guí", "gí", StringComparison.Ordinal);
        if (text.EndsWith('y'))
        {
            text = text[..^1] + "i";
        }

        return string.Concat(text.Where((letter, at) => letter != 'h' || OpensSyllable(text, at)));
    }

    private static bool OpensSyllable(string text, int at) =>
        at == 0
        || !IsVowel(text[at - 1])
        || (at + 2 < text.Length && Closed.Contains(text[at + 1], StringComparison.Ordinal) && IsVowel(text[at + 2]));

    private static int Nuclei(string text)
    {
        var (count, inside, open) = (0, false, false);
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsVowel(text[at]))
            {
                inside = false;
                continue;
            }

            var isOpen = Open.Contains(text[at], StringComparison.Ordinal);
            var isAlone = AccentedClosed.Contains(text[at], StringComparison.Ordinal) && inside && open;
            var afterAlone = isOpen && inside && AccentedClosed.Contains(text[at - 1], StringComparison.Ordinal);
            if (!inside || (isOpen && open) || isAlone || afterAlone)
            {
                (count, open) = (count + 1, false);
            }

            (inside, open) = (true, open || isOpen);
        }

        return count;
    }

    private static bool IsVowel(char letter) =>
        Open.Contains(letter, StringComparison.Ordinal)
        || Closed.Contains(letter, StringComparison.Ordinal)
        || AccentedClosed.Contains(letter, StringComparison.Ordinal);
}
