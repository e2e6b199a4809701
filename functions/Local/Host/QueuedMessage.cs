namespace Serverless.Local.Host;

/// <summary>A storage queue message as the pump holds it.</summary>
internal sealed record QueuedMessage(string Id, string PopReceipt, ReadOnlyMemory<byte> Body, long DequeueCount)
{
    internal DateTimeOffset InsertedOn { get; init; }

    internal DateTimeOffset ExpiresOn { get; init; }

    internal DateTimeOffset NextVisibleOn { get; init; }
}

/// <summary>What the host remembers of a monitored timer between runs.</summary>
/// <param name="Last">Start of the last run; the minimum before the first.</param>
/// <param name="Next">When it is due next.</param>
/// <param name="LastUpdated">When this was written; the minimum before the first run.</param>
internal sealed record ScheduleStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated);
