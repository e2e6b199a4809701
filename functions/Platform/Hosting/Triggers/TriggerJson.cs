using System.Text.Json.Serialization;

namespace Serverless.Platform.Hosting.Triggers;

internal sealed record TimerValue(bool IsPastDue, TimerScheduleStatus? ScheduleStatus);

internal sealed record TimerScheduleStatus(DateTimeOffset Last, DateTimeOffset Next);

internal sealed record DurableClientValue(string? TaskHubName, Uri? RpcBaseUrl, string? ConnectionName, int? MaxGrpcMessageSizeInBytes);

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(TimerValue))]
[JsonSerializable(typeof(DurableClientValue))]
internal sealed partial class TriggerJson : JsonSerializerContext;
