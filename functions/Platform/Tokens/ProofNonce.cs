using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Serverless.Platform.Security;

namespace Serverless.Platform.Tokens;

/// <summary>
/// The server's nonce in a device proof (RFC 9449, section 8): it carries our own time under a keyed hash, so that proofs are fresh
/// by the server's clock and a cheap phone may have any clock it likes. Nothing is stored.
/// </summary>
/// <param name="key">At least 32 secret bytes, shared by all instances.</param>
public sealed class ProofNonce(byte[] key)
{
    /// <summary>How long a nonce is good for.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private const int TimeLength = 8;
    private const int MacLength = 16;

    /// <summary>Under the oldest listed key, so that instances agree while keys change.</summary>
    internal static ProofNonce Of(KeyRing ring) => new(ring.Derive(ring.Kids[^1], "proof-nonce")!);

    /// <summary>A nonce that is good from now on.</summary>
    public string Issue(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[TimeLength + MacLength];
        BinaryPrimitives.WriteInt64BigEndian(bytes, now.ToUnixTimeMilliseconds());
        Mac(bytes[..TimeLength], bytes[TimeLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Whether we issued it, less than <see cref="Life"/> ago; another instance's clock may be ahead by a little.</summary>
    public bool IsFresh(string nonce, DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[TimeLength + MacLength];
        if (nonce.Length > 64 || !Base64Url.TryDecodeFromChars(nonce, bytes, out var written) || written != bytes.Length)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[MacLength];
        Mac(bytes[..TimeLength], expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, bytes[TimeLength..]))
        {
            return false;
        }

        var age = now - DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes));
        return age <= Life && age >= TimeSpan.FromSeconds(-30);
    }

    private void Mac(ReadOnlySpan<byte> time, Span<byte> mac)
    {
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, time, full);
        full[..MacLength].CopyTo(mac);
    }
}
