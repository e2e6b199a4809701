using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Serverless.Platform.Documents.Evidence;

/// <summary>
/// The one spelling of a JSON value that is hashed (the integer part of RFC 8785): UTF-8 without white space; members in
/// order of their names by UTF-16 code units, none twice; numbers are integers of at most 15 digits without exponent,
/// fraction or leading zeros; strings escape only quote, backslash and control characters, the latter as \b \t \n \f \r or
/// \u00xx in lower case. What cannot be spelled so is a <see cref="FormatException"/>.
/// </summary>
public static class CanonicalJson
{
    private const long LargestNumber = 999_999_999_999_999;

    /// <summary>The canonical bytes of a value.</summary>
    public static byte[] Write(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(value, output);
        return output.WrittenSpan.ToArray();
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output);
                break;
            case JsonValueKind.Array:
                WriteArray(value, output);
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, output);
                break;
            case JsonValueKind.Number when value.TryGetInt64(out var number) && Math.Abs((decimal)number) <= LargestNumber:
                output.Write(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            case JsonValueKind.Null:
                output.Write("null"u8);
                break;
            default:
                throw new FormatException($"{value.ValueKind} has no canonical spelling here.");
        }
    }

    private static void WriteObject(JsonElement value, ArrayBufferWriter<byte> output)
    {
        var members = value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        output.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0)
            {
                if (members[i].Name == members[i - 1].Name)
                {
                    throw new FormatException("A member stands twice.");
                }

                output.Write(","u8);
            }

            WriteString(members[i].Name, output);
            output.Write(":"u8);
            Write(members[i].Value, output);
        }

        output.Write("}"u8);
    }

    private static void WriteArray(JsonElement value, ArrayBufferWriter<byte> output)
    {
        var separator = "["u8;
        foreach (var item in value.EnumerateArray())
        {
            output.Write(separator);
            Write(item, output);
            separator = ","u8;
        }

        output.Write(value.GetArrayLength() == 0 ? "[]"u8 : "]"u8);
    }

    private static void WriteString(string text, ArrayBufferWriter<byte> output)
    {
        var spelled = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => spelled.Append("\\\""),
                '\\' => spelled.Append("\\\\"),
                '\b' => spelled.Append("\\b"),
                '\t' => spelled.Append("\\t"),
                '\n' => spelled.Append("\\n"),
                '\f' => spelled.Append("\\f"),
                '\r' => spelled.Append("\\r"),
                < ' ' => spelled.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => spelled.Append(character),
            };
        }

        output.Write(Encoding.UTF8.GetBytes(spelled.Append('"').ToString()));
    }
}
