using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Serverless.Platform.Sms;

namespace Serverless.Local.Simulators.Acs;

/// <summary>
/// Tells what became of a text as Event Grid does: one CloudEvent, as its plain JSON, on the queue <c>sms-delivery-reports</c>.
/// The tag is written <c>Tag</c>, as in the vendor's own sample, so that a reader that minds the case is found out here.
/// </summary>
internal sealed class AcsDeliveryReports(QueueClient queue, TimeProvider time)
{
    internal const string Queue = "sms-delivery-reports";

    internal async Task SendAsync(AcsText text, AcsFaultKind? fault, CancellationToken cancellation)
    {
        var body = Write(text, arrived: fault != AcsFaultKind.Undelivered);
        for (var copy = 0; copy < (fault == AcsFaultKind.Twice ? 2 : 1); copy++)
        {
            await queue.SendMessageAsync(body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancellation);
        }
    }

    private string Write(AcsText text, bool arrived)
    {
        var now = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        var data = new JsonObject
        {
            ["messageId"] = text.MessageId,
            ["from"] = text.From,
            ["to"] = text.To,
            ["deliveryStatus"] = arrived ? "Delivered" : "Failed",
            ["deliveryStatusDetails"] = arrived ? "2000: Message Delivered Successfully" : "4004: The number does not exist",
            ["deliveryAttempts"] = new JsonArray(
                new JsonObject
                {
                    ["timestamp"] = now,
                    ["segmentsSucceeded"] = arrived ? SmsSegments.Count(text.Message) : 0,
                    ["segmentsFailed"] = arrived ? 0 : SmsSegments.Count(text.Message),
                }
            ),
            ["receivedTimestamp"] = now,
            ["Tag"] = text.Tag,
        };
        var cloudEvent = new JsonObject
        {
            ["id"] = $"report-{text.MessageId}",
            ["source"] = "/subscriptions/local/resourceGroups/local/providers/Microsoft.Communication/CommunicationServices/local",
            ["subject"] = $"/phonenumber/{text.From}",
            ["type"] = SmsDeliveryReport.EventType,
            ["time"] = now,
            ["specversion"] = "1.0",
            ["data"] = data,
        };
        return cloudEvent.ToJsonString(new JsonSerializerOptions(JsonSerializerDefaults.Web));
    }
}
