using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Serverless.Platform.Messaging.CloudEvents;

/// <summary>
/// Writes CloudEvents 1.0 JSON (structured mode). The text is safe inside XML 1.0, which a Storage queue wraps it in:
/// control characters and non-characters leave as JSON escapes, Spanish letters as themselves.
/// </summary>
internal static class CloudEventWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="dataRef">Where the data lies; the data itself is left out then.</param>
    internal static byte[] Write(OutgoingMessage message, string? dataRef = null)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + (dataRef is null ? message.Data.Length : 0));
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            WriteAttributes(json, message);
            if (dataRef is null)
            {
                WriteData(json, message.Data);
            }
            else
            {
                json.WriteString("dataref"u8, dataRef);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteAttributes(Utf8JsonWriter json, OutgoingMessage message)
    {
        json.WriteString("specversion"u8, "1.0"u8);
        json.WriteString("id"u8, message.Id);
        json.WriteString("type"u8, message.Type);
        json.WriteString("source"u8, message.Source);
        json.WriteString("time"u8, message.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        json.WriteString("datacontenttype"u8, "application/json"u8);
        json.WriteNumber("dataversion"u8, message.DataVersion);
        if (message.TraceParent is { } traceParent)
        {
            json.WriteString("traceparent"u8, traceParent);
        }

        if (message.Attempt > 0)
        {
            json.WriteNumber("attempt"u8, message.Attempt);
        }
    }

    // Parsed and written again: a raw copy would let through characters that XML does not take.
    private static void WriteData(Utf8JsonWriter json, ReadOnlyMemory<byte> data)
    {
        using var document = JsonDocument.Parse(data, new JsonDocumentOptions { MaxDepth = CloudEventLimits.Depth });
        json.WritePropertyName("data"u8);
        document.RootElement.WriteTo(json);
    }
}
