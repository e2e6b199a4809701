namespace Serverless.Platform.Hosting.Triggers;

/// <summary>What a Storage queue says about the message.</summary>
/// <param name="DequeueCount">1 on the first try; after 5 the host moves the message to the poison queue.</param>
public sealed record QueueDelivery(string? MessageId, int DequeueCount, DateTimeOffset? InsertedAt, DateTimeOffset? ExpiresAt)
{
    /// <summary>Reads it from an envelope of a <c>queueTrigger</c>.</summary>
    public static QueueDelivery Of(TriggerEnvelope envelope)
    {
        var metadata = envelope.Metadata;
        return new(
            metadata.Text("Id"),
            Counted.From(metadata.Number("DequeueCount")),
            metadata.Time("InsertionTime"),
            metadata.Time("ExpirationTime")
        );
    }
}

/// <summary>What Service Bus says about the message.</summary>
/// <param name="DeliveryCount">1 on the first try.</param>
public sealed record ServiceBusDelivery(
    string? MessageId,
    int DeliveryCount,
    long? SequenceNumber,
    string? SessionId,
    string? CorrelationId,
    string? Subject,
    DateTimeOffset? EnqueuedAt
)
{
    /// <summary>Reads it from an envelope of a <c>serviceBusTrigger</c>; extensions name the same field twice over the years.</summary>
    public static ServiceBusDelivery Of(TriggerEnvelope envelope)
    {
        var metadata = envelope.Metadata;
        return new(
            metadata.Text("MessageId"),
            Counted.From(metadata.Number("DeliveryCount")),
            metadata.Number("SequenceNumber"),
            metadata.Text("SessionId"),
            metadata.Text("CorrelationId"),
            metadata.Text("Subject") ?? metadata.Text("Label"),
            metadata.Time("EnqueuedTimeUtc") ?? metadata.Time("EnqueuedTime")
        );
    }
}

/// <summary>What the host says about the blob; the path itself never arrives, only its captures do.</summary>
public sealed record BlobDelivery(string? Uri, string? Name)
{
    /// <summary>Reads it from an envelope of a <c>blobTrigger</c> whose path captures <c>{name}</c>.</summary>
    public static BlobDelivery Of(TriggerEnvelope envelope) => new(envelope.Metadata.Text("Uri"), envelope.Metadata.Text("name"));
}

/// <summary>Which run of a schedule this is.</summary>
/// <param name="IsPastDue">The host was not there at the time and catches up.</param>
/// <param name="Last">Null on the first run, and whenever schedule monitoring is off.</param>
/// <param name="Next">Null whenever schedule monitoring is off.</param>
public sealed record TimerTick(bool IsPastDue, DateTimeOffset? Last, DateTimeOffset? Next)
{
    /// <summary>Reads it from an envelope of a <c>timerTrigger</c>.</summary>
    public static TimerTick Of(TriggerEnvelope envelope)
    {
        var timer = envelope.Trigger.Json(TriggerJson.Default.TimerValue) ?? new TimerValue(false, null);
        var last = timer.ScheduleStatus?.Last;
        return new(timer.IsPastDue, last == DateTimeOffset.MinValue ? null : last, timer.ScheduleStatus?.Next);
    }
}

/// <summary>
/// Where the Durable extension of this very host listens. It comes with each call and is never configured; the system key that
/// the host sends beside it is dropped on reading (decision 3).
/// </summary>
/// <param name="RpcBaseUrl">Loopback address of the host's gRPC listener; it moves when the listener restarts, so take it from each call.</param>
public sealed record DurableClientBinding(Uri RpcBaseUrl, string TaskHubName)
{
    /// <summary>Largest answer to accept.</summary>
    public int MaxMessageBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The connection's setting name; null is the default connection.</summary>
    public string? ConnectionName { get; init; }
}

file static class Counted
{
    internal static int From(long? number) => number is > 0 and <= int.MaxValue ? (int)number : 1;
}
