using System.Text.Json.Serialization;

namespace Serverless.Platform.Sms;

/// <summary>Bodies of the vendor's REST interface, version 2026-01-23; 2021-03-07 is the same without the time-out.</summary>
public static class SmsContract
{
    public sealed record Send(string From, IReadOnlyList<Recipient> SmsRecipients, string Message, SendOptions? SmsSendOptions);

    public sealed record Recipient(string To, string? RepeatabilityRequestId = null, string? RepeatabilityFirstSent = null);

    public sealed record SendOptions(bool EnableDeliveryReport, string? Tag = null, int? DeliveryReportTimeoutInSeconds = null);

    public sealed record Answer<T>(IReadOnlyList<T> Value);

    public sealed record SendItem(
        string To,
        string? MessageId,
        int HttpStatusCode,
        string? RepeatabilityResult,
        bool Successful,
        string? ErrorMessage
    );

    public sealed record OptOuts(string From, IReadOnlyList<Recipient> Recipients);

    public sealed record OptOutItem(string To, int HttpStatusCode, bool? IsOptedOut = null, string? ErrorMessage = null);

    public sealed record Failure(FailureDetail Error);

    public sealed record FailureDetail(string Code, string Message);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(SmsContract.Send))]
[JsonSerializable(typeof(SmsContract.Answer<SmsContract.SendItem>))]
[JsonSerializable(typeof(SmsContract.OptOuts))]
[JsonSerializable(typeof(SmsContract.Answer<SmsContract.OptOutItem>))]
[JsonSerializable(typeof(SmsContract.Failure))]
[JsonSerializable(typeof(SmsDeliveryReport))]
public sealed partial class SmsJson : JsonSerializerContext;
