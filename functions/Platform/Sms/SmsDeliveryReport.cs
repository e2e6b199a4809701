using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Serverless.Platform.Messaging;

namespace Serverless.Platform.Sms;

/// <summary>What became of a text, worth acting on.</summary>
public enum SmsFate
{
    Delivered,

    /// <summary>The phone may be reached later (4006, 5xxx).</summary>
    TryLater,

    /// <summary>The person wants no texts from us (4007).</summary>
    OptedOut,

    /// <summary>The number is wrong, unknown or blocked (other 4xxx).</summary>
    Undeliverable,

    Unknown,
}

/// <summary>Data of the vendor's event <c>Microsoft.Communication.SMSDeliveryReportReceived</c>.</summary>
public sealed record SmsDeliveryReport(
    string MessageId,
    string? From,
    string To,
    string DeliveryStatus,
    string? DeliveryStatusDetails,
    DateTimeOffset? ReceivedTimestamp,
    string? Tag
)
{
    public const string EventType = "Microsoft.Communication.SMSDeliveryReportReceived";

    /// <summary>As a message of the queue that Event Grid fills. Names are read in any case: the vendor writes <c>tag</c> and <c>Tag</c>.</summary>
    public static MessageKind<SmsDeliveryReport> Kind { get; } =
        new(EventType, 1, (JsonTypeInfo<SmsDeliveryReport>)AnyCase.GetTypeInfo(typeof(SmsDeliveryReport)));

    /// <summary>The number in E.164; the vendor leaves the plus sign out at times.</summary>
    [JsonIgnore]
    public string Phone => To.StartsWith('+') ? To : $"+{To}";

    [JsonIgnore]
    public SmsFate Fate => SmsFates.Of(DeliveryStatus, DeliveryStatusDetails);

    private static JsonSerializerOptions AnyCase =>
        new()
        {
            PropertyNameCaseInsensitive = true,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            TypeInfoResolver = SmsJson.Default,
        };
}

/// <summary>Classes of the vendor's detail codes (2000 delivered, 4xxx the number, 5xxx the network).</summary>
public static class SmsFates
{
    public static SmsFate Of(string status, string? details) =>
        Code(details) switch
        {
            4006 or (>= 5000 and <= 5999) => SmsFate.TryLater,
            4007 => SmsFate.OptedOut,
            >= 4000 and <= 4999 => SmsFate.Undeliverable,
            _ when status.Equals("Delivered", StringComparison.OrdinalIgnoreCase) => SmsFate.Delivered,
            >= 2000 and <= 2999 => SmsFate.Delivered,
            _ => SmsFate.Unknown,
        };

    // The details are a sentence in some reports and the bare number in others; the first run of four digits is the code.
    private static int Code(string? details)
    {
        for (var i = 0; details is not null && i + 4 <= details.Length; i++)
        {
            var run = details.AsSpan(i, 4);
            if (!run.ContainsAnyExceptInRange('0', '9'))
            {
                return int.Parse(run, System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return 0;
    }
}
