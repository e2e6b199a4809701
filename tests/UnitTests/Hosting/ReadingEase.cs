using System.Text.RegularExpressions;

namespace Serverless.UnitTests.Hosting;

/// <summary>
/// Reading ease of a Spanish text by José Fernández Huerta ("Medidas sencillas de lecturabilidad", Consigna 214, 1959):
/// 206.84 − 0.60·P − 1.02·F, with P syllables in a hundred words and F words in a sentence (the paper calls F sentences in a hundred
/// words, which G. Law showed in 2011 to be a slip). 70 and more is "quite easy", the language of the fifth and sixth school year.
/// </summary>
internal static partial class ReadingEase
{
    internal const double QuiteEasy = 70;

    internal static double Of(string text)
    {
        var words = Words().Matches(text).Select(match => match.Value).ToList();
        var sentences = text.Split(['.', '!', '?', ':', ';'], StringSplitOptions.RemoveEmptyEntries).Count(part => Words().IsMatch(part));
        var syllablesInHundred = 100.0 * words.Sum(SpanishSyllables.In) / words.Count;
        return 206.84 - (0.60 * syllablesInHundred) - (1.02 * words.Count / sentences);
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Words();
}
