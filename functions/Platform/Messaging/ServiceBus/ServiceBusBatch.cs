using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Core;
using Serverless.Platform.Messaging.CloudEvents;

namespace Serverless.Platform.Messaging.ServiceBus;

/// <summary>Messages that travel in one request: one session, at most 192 KiB, which leaves room below the 256 KiB of Service Bus Standard.</summary>
internal sealed class ServiceBusBatch(DateTimeOffset? enqueueAt)
{
    // Inside a body nothing reads it as HTML: a quote takes two bytes, not six.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int Limit = 192 * 1024;

    private readonly List<(OutgoingMessage Message, byte[] Body)> _messages = [];
    private int _bytes;

    internal int Count => _messages.Count;

    /// <summary>False when the message belongs into the next batch. An empty batch takes any message.</summary>
    internal bool TryAdd(OutgoingMessage message, byte[] body)
    {
        if (Count > 0 && (_bytes + body.Length > Limit || _messages[0].Message.SessionId != message.SessionId))
        {
            return false;
        }

        _messages.Add((message, body));
        _bytes += body.Length;
        return true;
    }

    internal void WriteTo(Request request)
    {
        if (Count == 1)
        {
            var (message, body) = _messages[0];
            request.Headers.SetValue(HttpHeader.Names.ContentType, "application/cloudevents+json");
            // The writer's default escapes keep the text ASCII, as a header must be.
            request.Headers.SetValue(
                "BrokerProperties",
                Encoding.UTF8.GetString(JsonBytes.Written(json => WriteProperties(json, message)))
            );
            request.Content = RequestContent.Create(body);
            return;
        }

        request.Headers.SetValue(HttpHeader.Names.ContentType, "application/vnd.microsoft.servicebus.json");
        request.Content = RequestContent.Create(JsonBytes.Written(WriteArray, Relaxed));
    }

    private void WriteArray(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var (message, body) in _messages)
        {
            json.WriteStartObject();
            json.WriteString("Body"u8, body);
            json.WritePropertyName("BrokerProperties"u8);
            WriteProperties(json, message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteProperties(Utf8JsonWriter json, OutgoingMessage message)
    {
        json.WriteStartObject();
        json.WriteString("MessageId"u8, message.BrokerId);
        if (message.SessionId is { } session)
        {
            json.WriteString("SessionId"u8, session);
        }

        if (enqueueAt is { } at)
        {
            json.WriteString("ScheduledEnqueueTimeUtc"u8, at.UtcDateTime.ToString("R", CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }
}
