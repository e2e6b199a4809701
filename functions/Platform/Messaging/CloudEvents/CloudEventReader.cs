using System.Globalization;
using System.Text.Json;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Messaging.CloudEvents;

/// <summary>
/// Reads CloudEvents 1.0 JSON strictly: what is named in the specification must be right, what is not named is let be,
/// so that a sender may add attributes. Nonsense of any size is an <see cref="Error"/>, never an exception.
/// </summary>
internal static class CloudEventReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = CloudEventLimits.Depth + 1, AllowDuplicateProperties = false };

    internal static Result<IncomingMessage> Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length > CloudEventLimits.Body)
        {
            return MessagingErrors.TooLarge;
        }

        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return ReadEvent(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that holds half a surrogate pair.
            return MessagingErrors.NotJson;
        }
    }

    private static Result<IncomingMessage> ReadEvent(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || Text(root, "specversion"u8) != "1.0")
        {
            return MessagingErrors.NotACloudEvent;
        }

        if (Text(root, "id"u8) is not { Length: > 0 and <= CloudEventLimits.Id } id)
        {
            return MessagingErrors.AttributeInvalid("id");
        }

        if (Text(root, "type"u8) is not { Length: > 0 and <= CloudEventLimits.Attribute } type)
        {
            return MessagingErrors.AttributeInvalid("type");
        }

        if (Text(root, "source"u8) is not { Length: > 0 and <= CloudEventLimits.Attribute } source)
        {
            return MessagingErrors.AttributeInvalid("source");
        }

        if (Time(root) is not { } time)
        {
            return MessagingErrors.AttributeInvalid("time");
        }

        return ReadRest(root, new IncomingMessage(id, type, source, time, 1, default));
    }

    private static Result<IncomingMessage> ReadRest(JsonElement root, IncomingMessage message)
    {
        if (Number(root, "dataversion"u8, absent: 1) is not { } version || version < 1)
        {
            return MessagingErrors.AttributeInvalid("dataversion");
        }

        if (Number(root, "attempt"u8, absent: 0) is not { } attempt || attempt < 0)
        {
            return MessagingErrors.AttributeInvalid("attempt");
        }

        if (root.TryGetProperty("data_base64"u8, out _) || Text(root, "datacontenttype"u8) is { } content && !IsJson(content))
        {
            return MessagingErrors.AttributeInvalid("datacontenttype");
        }

        var dataRef = Text(root, "dataref"u8);
        var data = root.TryGetProperty("data"u8, out var element) ? JsonBytes.Of(element) : "null"u8.ToArray();
        return message with
        {
            DataVersion = version,
            Attempt = attempt,
            Data = data,
            DataRef = dataRef,
            TraceParent = Text(root, "traceparent"u8),
        };
    }

    private static string? Text(JsonElement root, ReadOnlySpan<byte> name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement root, ReadOnlySpan<byte> name, int absent)
    {
        if (!root.TryGetProperty(name, out var value))
        {
            return absent;
        }

        // A vendor writes numbers as text: CloudEvents attributes are strings on other transports.
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt32(out var number) ? number : null,
            JsonValueKind.String => int.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null,
            _ => null,
        };
    }

    private static DateTimeOffset? Time(JsonElement root) =>
        root.TryGetProperty("time"u8, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time)
            ? time.ToUniversalTime()
            : null;

    private static bool IsJson(string contentType)
    {
        var media = contentType.Split(';')[0].Trim();
        return media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }
}
