using System.Globalization;
using System.Text;
using Serverless.Platform.Sms;

namespace Serverless.App.Identity.Codes;

/// <summary>
/// What a text message says about an act, out of the very parts that the code is bound to: <c>{1}</c> is the part with that number,
/// <c>{3:4}</c> the last four letters of one. Whoever lies about a part changes the hash, and then the code is good for nothing. Pure.
/// </summary>
internal static class ActSubject
{
    /// <summary>Longer ones would push the text beyond one segment and its warning out of sight.</summary>
    internal const int Longest = 60;

    /// <returns>The subject in seven-bit letters, or null when the policy has nothing to say.</returns>
    internal static string? Of(string? says, IReadOnlyList<string> parts)
    {
        if (says is null)
        {
            return null;
        }

        var text = new StringBuilder(says.Length);
        for (var at = 0; at < says.Length; at++)
        {
            var end = says[at] == '{' ? says.IndexOf('}', at) : -1;
            if (end < 0)
            {
                text.Append(says[at]);
                continue;
            }

            text.Append(Part(says[(at + 1)..end], parts));
            at = end;
        }

        var plain = Plain(text.ToString());
        return plain.Length <= Longest ? plain : plain[..Longest];
    }

    private static string Part(string place, IReadOnlyList<string> parts)
    {
        var wanted = place.Split(':');
        var part =
            int.TryParse(wanted[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < parts.Count
                ? parts[index]
                : "";
        var tail = wanted.Length > 1 ? int.Parse(wanted[1], NumberStyles.None, CultureInfo.InvariantCulture) : part.Length;
        return tail < part.Length ? part[^tail..] : part;
    }

    /// <summary>Letters that a text message would turn into sixteen-bit ones, and line breaks, are left out.</summary>
    private static string Plain(string text) => string.Concat(text.Where(letter => letter >= ' ' && SmsSegments.IsGsm7(letter.ToString())));
}
