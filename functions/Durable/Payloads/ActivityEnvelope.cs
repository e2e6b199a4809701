using System.Buffers;
using System.Text.Json;

namespace Serverless.Durable.Payloads;

/// <summary>
/// What travels between executor and activity inside a JSON string, so that the host neither reshapes it nor copies its fields
/// (README, section Envelopes): <c>{"input":…,"instanceId":…,"traceparent":…}</c> there, <c>{"ok":true,"value":…}</c> or
/// <c>{"ok":false,"error":{type,message,retriable,code}}</c> back.
/// </summary>
internal static class ActivityEnvelope
{
    private static readonly SearchValues<char> TraceParentCharacters = SearchValues.Create("0123456789abcdef-");

    private static ReadOnlySpan<byte> AnswerStart => "{\"ok\":"u8;

    private static ReadOnlySpan<byte> QuotedOkStart => "\"{\\\"ok\\\":true,\\\"value\\\":"u8;

    private static ReadOnlySpan<byte> QuotedEnd => "}\""u8;

    /// <summary>The input to schedule: a JSON string literal that holds the envelope.</summary>
    public static string Wrap(PayloadJson json, string? input, string instanceId, string? traceParent)
    {
        var trace = IsTraceParent(traceParent) ? $",\"traceparent\":\"{traceParent}\"" : "";
        return json.Quote($"{{\"input\":{input ?? "null"},\"instanceId\":{json.Quote(instanceId)}{trace}}}");
    }

    /// <summary>Text of the answer for a good result.</summary>
    public static string Ok(string? value) => $"{{\"ok\":true,\"value\":{value ?? "null"}}}";

    /// <summary>Text of the answer for a failure.</summary>
    public static string Error(PayloadJson json, string type, string message, bool retriable, string? code) =>
        $"{{\"ok\":false,\"error\":{{\"type\":{json.Quote(type)},\"message\":{json.Quote(message)},\"retriable\":{(retriable ? "true" : "false")},"
        + $"\"code\":{(code is null ? "null" : json.Quote(code))}}}}}";

    /// <summary>Reads a result from history. A result that is no envelope of ours is the value itself.</summary>
    public static bool TryOpen<T>(
        PayloadJson json,
        ReadOnlySpan<byte> result,
        ScratchBuffer scratch,
        out T? value,
        out TaskFailureDetails? failure
    )
    {
        failure = null;
        if (result is not [(byte)'"', .., (byte)'"'])
        {
            value = json.Read<T>(result);
            return true;
        }

        var buffer = scratch.OfAtLeast(result.Length);
        if (TryOpenOwn(json, result, buffer, out value))
        {
            return true;
        }

        var reader = new Utf8JsonReader(result);
        reader.Read();
        var text = buffer[..reader.CopyString(buffer)];
        if (text.StartsWith(AnswerStart))
        {
            return Open(json, text, out value, out failure);
        }

        value = json.Read<T>(result);
        return true;
    }

    /// <summary>Exactly as <see cref="Ok"/> writes it: the value is cut out without reading the envelope around it.</summary>
    private static bool TryOpenOwn<T>(PayloadJson json, ReadOnlySpan<byte> result, Span<byte> buffer, out T? value)
    {
        value = default;
        if (
            !result.StartsWith(QuotedOkStart)
            || !result.EndsWith(QuotedEnd)
            || !QuotedText.TryUnescape(result[QuotedOkStart.Length..^QuotedEnd.Length], buffer, out var text)
        )
        {
            return false;
        }

        try
        {
            value = json.Read<T>(text);
            return true;
        }
        catch (JsonException)
        {
            // More follows the value, or it is of another type: the careful way tells which.
            return false;
        }
    }

    private static bool Open<T>(PayloadJson json, ReadOnlySpan<byte> text, out T? value, out TaskFailureDetails? failure)
    {
        (value, failure) = (default, null);
        var reader = new Utf8JsonReader(text);
        reader.Read();
        reader.Read();
        reader.Read();
        var ok = reader.GetBoolean();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ok && reader.ValueTextEquals("value"u8))
            {
                reader.Read();
                value = reader.TokenType == JsonTokenType.Null ? default : json.Read<T>(ref reader);
                return true;
            }

            if (!ok && reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                failure = ReadFailure(json.Read<JsonElement>(ref reader));
                return false;
            }

            reader.Skip();
        }

        failure = ok ? null : new TaskFailureDetails("unknown", "The activity failed without saying why.", null, null);
        return ok;
    }

    private static TaskFailureDetails ReadFailure(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            return new TaskFailureDetails("unknown", "The activity failed without saying why.", null, null);
        }

        return new TaskFailureDetails(Text(error, "code") ?? Text(error, "type") ?? "unknown", Text(error, "message") ?? "", null, null)
        {
            IsNonRetriable = error.TryGetProperty("retriable", out var retriable) && retriable.ValueKind == JsonValueKind.False,
        };
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>It is pasted into JSON, so only the exact shape of W3C trace context passes.</summary>
    private static bool IsTraceParent(string? text) => text is { Length: 55 } && !text.AsSpan().ContainsAnyExcept(TraceParentCharacters);
}
