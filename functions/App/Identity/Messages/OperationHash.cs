using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.App.Identity.Messages;

/// <summary>
/// What an act consists of, as one value that a code is bound to (domain.md section 3.2): who asks for the code and who takes it
/// compute it from the same parts, so a code for one amount or document authorises no other.
/// </summary>
internal static class OperationHash
{
    /// <summary>SHA-256 over every part with its length before it, base64url: no two lists of parts run together.</summary>
    internal static string Of(params IReadOnlyList<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Base64Url.EncodeToString(hash.GetHashAndReset());
    }
}
