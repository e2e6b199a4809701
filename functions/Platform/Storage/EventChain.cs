using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Platform.Storage;

/// <summary>
/// The hash chain over an aggregate's events: whoever changes, removes or reorders one breaks every later hash (decision 14).
/// </summary>
public static class EventChain
{
    /// <summary>What the first event names as its predecessor.</summary>
    public static ReadOnlyMemory<byte> Start { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>SHA-256 over previous hash, id, sequence, version, UTC ticks, type and data, each of variable length with its length in front.</summary>
    public static byte[] Hash(
        ReadOnlySpan<byte> previous,
        string id,
        long sequence,
        int version,
        DateTimeOffset time,
        string type,
        ReadOnlySpan<byte> data
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        AppendNumber(hash, sequence);
        AppendNumber(hash, version);
        AppendNumber(hash, time.UtcTicks);
        AppendBytes(hash, Encoding.UTF8.GetBytes(id));
        AppendBytes(hash, Encoding.UTF8.GetBytes(type));
        AppendBytes(hash, data);
        return hash.GetHashAndReset();
    }

    /// <summary>Whether the events follow each other and <paramref name="head"/>, each with its true hash.</summary>
    public static bool Holds(ReadOnlySpan<byte> head, IEnumerable<StoredEvent> events)
    {
        var previous = head.ToArray();
        foreach (var e in events)
        {
            var expected = Hash(previous, e.Id, e.Sequence, e.Version, e.Time, e.Type, e.Data.Span);
            if (!e.Previous.Span.SequenceEqual(previous) || !e.Hash.Span.SequenceEqual(expected))
            {
                return false;
            }

            previous = expected;
        }

        return true;
    }

    private static void AppendNumber(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void AppendBytes(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        AppendNumber(hash, bytes.Length);
        hash.AppendData(bytes);
    }
}
