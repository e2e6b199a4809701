using System.Globalization;
using System.Text;

namespace Serverless.Platform.Documents.Fonts;

/// <summary>
/// Which characters may stand in a document at all, whatever the font draws. Invisible and direction-changing
/// characters would let two different texts look the same on a signed page; marks that did not join their letter would
/// be drawn beside it; the replacement character stands for text that was already lost.
/// </summary>
internal static class PrintableCharacters
{
    public static bool MayPrint(Rune character) =>
        character != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(character)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.Surrogate
                or UnicodeCategory.OtherNotAssigned
            );

    /// <summary>The code points of a text that may not be printed.</summary>
    public static IEnumerable<int> Outside(string text) => text.EnumerateRunes().Where(r => !MayPrint(r)).Select(r => r.Value);
}
