using System.Buffers;

namespace Serverless.Durable.Payloads;

/// <summary>The inside of JSON string literals, for the two escapes that JSON in JSON has.</summary>
internal static class QuotedText
{
    private static readonly SearchValues<byte> Special = SearchValues.Create([
        (byte)'"',
        (byte)'\\',
        .. Enumerable.Range(0, ' ').Select(control => (byte)control),
    ]);

    /// <summary>Takes <c>\"</c> and <c>\\</c>; false for any other escape and for what no literal may hold.</summary>
    /// <param name="quoted">Between the quotes.</param>
    /// <param name="buffer">At least as long.</param>
    /// <param name="text">The text.</param>
    public static bool TryUnescape(ReadOnlySpan<byte> quoted, Span<byte> buffer, out ReadOnlySpan<byte> text)
    {
        text = default;
        var written = 0;
        for (var left = quoted; ; left = left[2..])
        {
            var plain = left.IndexOfAny(Special);
            if (plain < 0)
            {
                left.CopyTo(buffer[written..]);
                text = buffer[..(written + left.Length)];
                return true;
            }

            left[..plain].CopyTo(buffer[written..]);
            written += plain;
            left = left[plain..];
            if (left is not [(byte)'\\', (byte)'"' or (byte)'\\', ..])
            {
                return false;
            }

            buffer[written++] = left[1];
        }
    }
}
