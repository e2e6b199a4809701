using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Durable.Execution;

/// <summary>Name-based ids (RFC 9562, version 5). The recipe is frozen: replays of old histories must find the same ids.</summary>
internal static class DeterministicGuid
{
    private static readonly Guid Namespace = new("9e952958-5e33-4daf-827f-2fa12937b875");

    [SuppressMessage("Security", "CA5350", Justification = "RFC 9562 prescribes SHA-1 for version 5; nothing secret depends on it.")]
    public static Guid Create(string instanceId, string? executionId, DateTime utcNow, int ordinal)
    {
        var name = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{instanceId}_{executionId}_{utcNow:O}_{ordinal}"));
        var input = new byte[16 + name.Length];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        name.CopyTo(input, 16);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
