using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace Serverless.Durable.Triggers;

/// <summary>
/// The host's envelope around trigger values: <c>{"Data":{name:value},"Metadata":{…}}</c> in, <c>{"Outputs":{},"Logs":[],
/// "ReturnValue":…}</c> out. Strings in Data hold a JSON literal once more. Metadata is never read: fields of an input can overwrite
/// it (README, section Envelopes).
/// </summary>
internal static class HostEnvelope
{
    /// <summary>The durableClient binding's name; it holds a key and is not a trigger value (decision 3).</summary>
    public const string ClientBinding = "client";

    private static ReadOnlySpan<byte> AnswerStart => "{\"Outputs\":{},\"Logs\":[],\"ReturnValue\":\""u8;

    private static ReadOnlySpan<byte> AnswerEnd => "\"}"u8;

    /// <summary>Writes the trigger's value, one level of quoting removed, over the body and returns where it stands.</summary>
    public static bool TryReadTrigger(Memory<byte> envelope, out Memory<byte> value)
    {
        value = default;
        var body = envelope.Span;
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!FindTrigger(ref reader) || reader.TokenType != JsonTokenType.String)
            {
                return false;
            }

            // The raw token is never shorter than its text, so decoding in place is safe; it may not be split, the body is one span.
            var text = Unescape(body, ref reader);
            text = IsQuoted(text) ? Unquote(text) : text;
            value = body.Overlaps(text, out var start) ? envelope.Slice(start, text.Length) : default;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Decodes Base64 in place.</summary>
    public static bool TryDecodeBase64(Memory<byte> text, out Memory<byte> bytes)
    {
        var good = Base64.DecodeFromUtf8InPlace(text.Span, out var written) == OperationStatus.Done;
        bytes = good ? text[..written] : default;
        return good;
    }

    public static void WriteBase64(PipeWriter writer, ReadOnlySpan<byte> value)
    {
        var size = AnswerStart.Length + Base64.GetMaxEncodedToUtf8Length(value.Length) + AnswerEnd.Length;
        var span = writer.GetSpan(size);
        AnswerStart.CopyTo(span);
        Base64.EncodeToUtf8(value, span[AnswerStart.Length..], out _, out var written);
        AnswerEnd.CopyTo(span[(AnswerStart.Length + written)..]);
        writer.Advance(AnswerStart.Length + written + AnswerEnd.Length);
    }

    /// <param name="writer">The answer's body.</param>
    /// <param name="literal">A JSON string literal, quotes included.</param>
    public static void WriteLiteral(PipeWriter writer, string literal)
    {
        // One span of the size that is needed: a writer that is asked for "any size" may hand out none.
        var start = AnswerStart[..^1];
        var end = AnswerEnd[1..];
        var span = writer.GetSpan(start.Length + Encoding.UTF8.GetByteCount(literal) + end.Length);
        start.CopyTo(span);
        var written = Encoding.UTF8.GetBytes(literal, span[start.Length..]);
        end.CopyTo(span[(start.Length + written)..]);
        writer.Advance(start.Length + written + end.Length);
    }

    private static bool FindTrigger(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("Data"u8))
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!reader.ValueTextEquals(ClientBinding))
                {
                    return reader.Read();
                }

                reader.Skip();
            }

            return false;
        }

        return false;
    }

    private static Span<byte> Unescape(Span<byte> body, scoped ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex + 1;
        var token = body.Slice(start, reader.ValueSpan.Length);
        if (!reader.ValueIsEscaped)
        {
            return token;
        }

        var rented = ArrayPool<byte>.Shared.Rent(token.Length);
        var written = reader.CopyString(rented);
        rented.AsSpan(0, written).CopyTo(token);
        ArrayPool<byte>.Shared.Return(rented);
        return token[..written];
    }

    private static bool IsQuoted(ReadOnlySpan<byte> text) => text.Length >= 2 && text[0] == '"' && text[^1] == '"';

    private static Span<byte> Unquote(Span<byte> literal)
    {
        var reader = new Utf8JsonReader(literal);
        reader.Read();
        return Unescape(literal, ref reader);
    }
}
