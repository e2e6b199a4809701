using Google.Protobuf.WellKnownTypes;

namespace Serverless.Durable.Payloads;

/// <summary>Times on the wire. Reading never throws: a request is untrusted bytes.</summary>
internal static class WireTime
{
    private const long MinSeconds = -62_135_596_800;
    private const long MaxSeconds = 253_402_300_799;

    public static Timestamp From(DateTime utc) => Timestamp.FromDateTime(utc);

    public static DateTime Read(Timestamp? timestamp) =>
        timestamp is null ? DateTime.UnixEpoch
        : timestamp.Seconds is < MinSeconds or > MaxSeconds ? DateTime.UnixEpoch
        : DateTime.UnixEpoch.AddTicks((timestamp.Seconds * TimeSpan.TicksPerSecond) + (Math.Clamp(timestamp.Nanos, 0, 999_999_999) / 100));
}
