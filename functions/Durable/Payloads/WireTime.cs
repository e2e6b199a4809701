using Google.Protobuf.WellKnownTypes;

namespace Serverless.Durable.Payloads;

/// <summary>Times on the wire. Reading never throws: a request is untrusted bytes.</summary>
internal static class WireTime
{
    private const long MinSeconds = -62_135_596_800;
    private const long MaxSeconds = 253_402_300_799;

    public static Timestamp From(DateTime utc) => Timestamp.FromDateTime(utc);

    /// <summary>Nothing and nonsense are the epoch.</summary>
    public static DateTime Read(Timestamp? timestamp) => timestamp is null ? DateTime.UnixEpoch : Read(timestamp.Seconds, timestamp.Nanos);

    /// <inheritdoc cref="Read(Timestamp?)"/>
    public static DateTime Read(long seconds, int nanos) =>
        seconds is < MinSeconds or > MaxSeconds
            ? DateTime.UnixEpoch
            : DateTime.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (Math.Clamp(nanos, 0, 999_999_999) / 100));
}
