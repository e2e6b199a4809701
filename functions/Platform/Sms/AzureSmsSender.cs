using System.Text.Json;
using Azure;
using Azure.Core.Pipeline;
using Serverless.Platform.Messaging.Attempts;

namespace Serverless.Platform.Sms;

/// <summary>Sends through Azure Communication Services (REST <c>POST /sms</c>). 202 says queued; each recipient has a status of its own.</summary>
internal sealed class AzureSmsSender(HttpPipeline pipeline, SmsOptions options) : ISmsSender
{
    private const int MostRecipients = 100;

    public async Task<IReadOnlyList<VendorAnswer>> SendAsync(IReadOnlyList<SmsMessage> messages, CancellationToken cancellation)
    {
        var text = messages is [var first, ..] ? first.Text : throw new ArgumentException("No message", nameof(messages));
        if (messages.Count > MostRecipients || messages.Any(message => message.Text != text || message.Tag != first.Tag))
        {
            throw new ArgumentException("At most 100 messages with one text and tag", nameof(messages));
        }

        if (SmsSegments.Count(text) is 0 or > SmsSegments.Most)
        {
            return All(messages, new VendorAnswer.Refused("sms.too-long"));
        }

        using var call = AcsCall.Post(pipeline, options, "/sms", JsonSerializer.SerializeToUtf8Bytes(Body(messages), SmsJson.Default.Send));
        if (await AcsCall.SendAsync(pipeline, call, "sms", cancellation) is { } failure)
        {
            return All(messages, failure);
        }

        return Answers(messages, call.Response);
    }

    private SmsContract.Send Body(IReadOnlyList<SmsMessage> messages) =>
        new(
            options.From!,
            [
                .. messages.Select(message => new SmsContract.Recipient(
                    message.To,
                    message.OperationId.ToString("D"),
                    AcsSignature.Date(message.FirstSent)
                )),
            ],
            messages[0].Text,
            new(true, messages[0].Tag, options.ApiVersion == SmsApiVersions.Latest ? options.DeliveryReportTimeoutSeconds : null)
        );

    private static VendorAnswer[] Answers(IReadOnlyList<SmsMessage> messages, Response response)
    {
        SmsContract.Answer<SmsContract.SendItem>? answer;
        try
        {
            answer = JsonSerializer.Deserialize(response.Content.ToMemory().Span, SmsJson.Default.AnswerSendItem);
        }
        catch (JsonException)
        {
            answer = null;
        }

        // The order is not promised, and the vendor may write a number without its plus sign.
        var items = (answer?.Value ?? []).ToLookup(item => item.To?.TrimStart('+'));
        return [.. messages.Select(message => Answer(items[message.To.TrimStart('+')].FirstOrDefault()))];
    }

    private static VendorAnswer Answer(SmsContract.SendItem? item) =>
        item switch
        {
            // Asking again is safe: the repeatability id is the same.
            null => new VendorAnswer.Later("sms.no-answer"),
            { Successful: true } => new VendorAnswer.Accepted(item.MessageId),
            { HttpStatusCode: 408 or 429 or >= 500 } => new VendorAnswer.Later($"sms.{item.HttpStatusCode}"),
            _ => new VendorAnswer.Refused($"sms.{item.HttpStatusCode}"),
        };

    private static VendorAnswer[] All(IReadOnlyList<SmsMessage> messages, VendorAnswer answer) => [.. messages.Select(_ => answer)];
}
