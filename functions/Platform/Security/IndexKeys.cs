using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Platform.Security;

/// <summary>Turns a DNI, phone or channel identity into the name of its index row: a keyed hash, because their few digits would be guessed from a plain one.</summary>
public sealed class IndexKeys(KeyRing ring)
{
    private readonly (string Kid, byte[] Key)[] _keys = [.. ring.Kids.Select(kid => (kid, ring.Derive(kid, "index")!))];

    /// <summary><c>purpose|kid|hash</c> under every listed key, newest first.</summary>
    /// <param name="purpose">What kind of value: letters and hyphens, for example <c>member-dni</c>.</param>
    internal IReadOnlyList<string> Names(string purpose, string value) =>
        [.. _keys.Select(key => $"{purpose}|{key.Kid}|{Hash(key.Key, purpose, value)}")];

    private static string Hash(byte[] key, string purpose, string value) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\0{value}")));
}
