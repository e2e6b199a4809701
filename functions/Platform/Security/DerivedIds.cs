using System.Security.Cryptography;
using System.Text;

namespace Serverless.Platform.Security;

/// <summary>
/// Ids of created aggregates (decision 13): a UUID from the HMAC of what asked for it, so that a repeated create meets itself and nobody
/// can guess an id from the outside.
/// </summary>
public sealed class DerivedIds
{
    private readonly byte[] _key;

    /// <summary>The oldest listed key is taken, so that an overlap of keys does not change the id of a repetition.</summary>
    public DerivedIds(KeyRing ring) => _key = ring.Derive(ring.Kids[^1], "ids") ?? throw new InvalidOperationException("No key");

    /// <param name="principal">Who asks; for anonymous calls the device key.</param>
    /// <param name="route">What is asked.</param>
    /// <param name="key">The Idempotency-Key or business key.</param>
    public string For(string principal, string route, string key)
    {
        var hash = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{principal.Length}:{principal}{route.Length}:{route}{key}"));
        // RFC 9562, version 8: a UUID whose bits are our own business.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString("D");
    }
}
