using System.Text;

namespace Serverless.Platform.Sms;

/// <summary>How many segments a text takes (3GPP TS 23.038 and 23.040) and how to keep it in the cheap alphabet. Pure.</summary>
public static class SmsSegments
{
    /// <summary>More than this is not sent: a third segment costs as much as the first and the text should have been shorter.</summary>
    public const int Most = 2;

    private const string Gsm7 =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>Characters that take two septets, an escape and a letter.</summary>
    private const string Extension = "\f^{}\\[~]|€";

    private const string Accented = "áíóúÁÍÓÚâêîôûëïÀÈÌÒÙ“”‘’–—…\u00A0";
    private const string Plain = "aiouAIOUaeioueiAEIOU\"\"''--. ";

    /// <summary>Whether the text fits the seven-bit alphabet; <c>á í ó ú</c> do not, <c>é ñ ü ¿ ¡</c> do.</summary>
    public static bool IsGsm7(string text) => text.All(letter => Gsm7.Contains(letter) || Extension.Contains(letter));

    /// <summary>Segments the text is charged as; 0 for the empty text.</summary>
    public static int Count(string text) => IsGsm7(text) ? Split(text, 160, 153, Septets) : Split(text, 70, 67, Units);

    /// <summary>The text in the seven-bit alphabet: Spanish accents that it lacks are dropped. Null when something else is left.</summary>
    public static string? Transliterate(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in Composed(text).Where(letter => letter is < '\u0300' or > '\u036F'))
        {
            var at = Accented.IndexOf(letter, StringComparison.Ordinal);
            plain.Append(at < 0 ? letter : Plain[at]);
        }

        var result = plain.ToString();
        return IsGsm7(result) ? result : null;
    }

    // By hand: normalization needs the globalization data that this process runs without.
    private static string Composed(string text) =>
        text.Replace("n\u0303", "ñ", StringComparison.Ordinal)
            .Replace("N\u0303", "Ñ", StringComparison.Ordinal)
            .Replace("e\u0301", "é", StringComparison.Ordinal)
            .Replace("E\u0301", "É", StringComparison.Ordinal);

    // A character never spans two segments: an escape and its letter, or a surrogate pair, move to the next together.
    private static int Split(string text, int single, int part, Func<Rune, int> size)
    {
        var (total, segments, left) = (0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var units = size(rune);
            total += units;
            if (left < units)
            {
                segments++;
                left = part;
            }

            left -= units;
        }

        return total == 0 ? 0
            : total <= single ? 1
            : segments;
    }

    private static int Septets(Rune rune) => Extension.Contains((char)rune.Value) ? 2 : 1;

    private static int Units(Rune rune) => rune.Utf16SequenceLength;
}
