using System.Globalization;
using System.Text;

namespace Serverless.Local.Host;

/// <summary>
/// Writes JSON the way the Functions host does (Newtonsoft's defaults): only quotes, backslashes, control characters and the
/// three line separators are escaped, so that our envelopes equal the recorded ones byte for byte.
/// </summary>
internal static class HostJson
{
    /// <summary>The text as a JSON string literal, quotes included.</summary>
    internal static string Quote(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                < ' ' or '\u0085' or '\u2028' or '\u2029' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => json.Append(character),
            };
        }
        return json.Append('"').ToString();
    }

    /// <summary>What becomes of a .NET string: a JSON string that holds a JSON literal (functions-host contract, value encoding).</summary>
    internal static string QuoteTwice(string text) => Quote(Quote(text));

    /// <summary>A time in UTC with Z, sub-seconds only as far as there are any.</summary>
    internal static string UtcTime(DateTimeOffset time) =>
        Quote(time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));

    /// <summary>A time with its offset, sub-seconds only as far as there are any.</summary>
    internal static string OffsetTime(DateTimeOffset time) =>
        Quote(time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));

    /// <summary>A time that went through the host's text conversion and lost its sub-seconds.</summary>
    internal static string SecondsTime(DateTimeOffset time) => Quote(time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
}
