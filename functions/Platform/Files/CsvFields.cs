using System.Text;

namespace Serverless.Platform.Files;

/// <summary>The quoting rules of RFC 4180 for one line: splitting, and writing a field so that it reads back the same.</summary>
public static class CsvFields
{
    /// <summary>The line's fields without their quotes and outer blanks, or null when a quote is not closed or closes too early.</summary>
    public static IReadOnlyList<string>? Split(ReadOnlySpan<char> line)
    {
        var fields = new List<string>(12);
        while (true)
        {
            var rest = line.TrimStart(' ');
            if (rest.StartsWith("\""))
            {
                if (!Quoted(rest[1..], out var value, out rest))
                {
                    return null;
                }

                fields.Add(value);
                rest = rest.TrimStart(' ');
                if (rest.IsEmpty)
                {
                    return fields;
                }

                if (rest[0] != ',')
                {
                    return null;
                }

                line = rest[1..];
                continue;
            }

            var comma = line.IndexOf(',');
            var plain = comma < 0 ? line : line[..comma];
            if (plain.Contains('"'))
            {
                return null;
            }

            fields.Add(plain.Trim().ToString());
            if (comma < 0)
            {
                return fields;
            }

            line = line[(comma + 1)..];
        }
    }

    /// <summary>
    /// The value as a field: quoted when it must be, and led by an apostrophe when a spreadsheet would take it for a formula.
    /// </summary>
    public static string Write(string value)
    {
        var safe = value.Length > 0 && "=+-@\t\r".Contains(value[0], StringComparison.Ordinal) ? "'" + value : value;
        return safe.AsSpan().ContainsAny("\",\n\r") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static bool Quoted(ReadOnlySpan<char> text, out string value, out ReadOnlySpan<char> rest)
    {
        var field = new StringBuilder();
        while (true)
        {
            var quote = text.IndexOf('"');
            if (quote < 0)
            {
                value = string.Empty;
                rest = default;
                return false;
            }

            field.Append(text[..quote]);
            text = text[(quote + 1)..];
            if (!text.StartsWith("\""))
            {
                value = field.ToString();
                rest = text;
                return true;
            }

            field.Append('"');
            text = text[1..];
        }
    }
}
