namespace Serverless.Durable.Payloads;

/// <summary>The inside of JSON string literals, for the two escapes that JSON in JSON has.</summary>
internal static class QuotedText
{
    /// <summary>Takes <c>\"</c> and <c>\\</c>; false for any other escape and for what no literal may hold.</summary>
    /// <param name="quoted">Between the quotes.</param>
    /// <param name="buffer">At least as long.</param>
    /// <param name="text">The text.</param>
    public static bool TryUnescape(ReadOnlySpan<byte> quoted, Span<byte> buffer, out ReadOnlySpan<byte> text)
    {
        text = default;
        buffer = buffer[..quoted.Length];
        var written = 0;
        for (var read = 0; read < quoted.Length; read++)
        {
            var next = quoted[read];
            if (next == '\\')
            {
                if (++read == quoted.Length || (next = quoted[read]) is not ((byte)'"' or (byte)'\\'))
                {
                    return false;
                }
            }
            else if (next is (byte)'"' or < (byte)' ')
            {
                return false;
            }

            buffer[written++] = next;
        }

        text = buffer[..written];
        return true;
    }
}
