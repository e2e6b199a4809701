using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Platform.Security;

/// <summary>
/// The platform's keys, one derived key (HKDF) per purpose, so that no two uses share bytes. Newest first.
/// </summary>
public sealed class KeyRing(SecurityOptions options)
{
    private readonly ConcurrentDictionary<(string Kid, string Purpose), byte[]> _derived = new();

    private readonly List<(string Kid, byte[] Value)> _keys =
    [
        .. options.Keys.Select(key => (key.Kid, Convert.FromBase64String(key.Value))),
    ];

    /// <summary>The id of the key for new work.</summary>
    internal string Current => _keys[0].Kid;

    /// <summary>Newest first.</summary>
    internal IReadOnlyList<string> Kids => [.. _keys.Select(key => key.Kid)];

    /// <summary>32 bytes for one purpose under one key, the same array every time, not to be written to; null when that key is no longer listed.</summary>
    internal byte[]? Derive(string kid, string purpose)
    {
        var found = _keys.Find(key => key.Kid == kid);
        return found.Value is null
            ? null
            : _derived.GetOrAdd(
                (kid, purpose),
                static (name, key) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes(name.Purpose)),
                found.Value
            );
    }
}
