using System.Buffers;
using System.Text.Json;

namespace Serverless.Platform.Messaging.CloudEvents;

/// <summary>The UTF-8 text of a part of a JSON document, which outlives the document.</summary>
internal static class JsonBytes
{
    internal static byte[] Of(JsonElement element) => Written(element.WriteTo);

    internal static byte[] Written(Action<Utf8JsonWriter> write, JsonWriterOptions options = default)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
