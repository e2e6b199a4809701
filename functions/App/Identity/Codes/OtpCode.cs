using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.App.Identity.Codes;

/// <summary>
/// The six digits of a challenge, computed anew by whoever has the key: the sender when it writes the message, the checker when it
/// compares (decision 23). Queue, outbox and storage only ever hold the challenge's id.
/// </summary>
internal sealed class OtpCode(OtpOptions options)
{
    private const int Digits = 6;
    private readonly byte[] _codeKey = Convert.FromBase64String(options.CodeKey);
    private readonly byte[] _compareKey = Convert.FromBase64String(options.CompareKey);

    /// <summary>The code that is on its way for this challenge.</summary>
    internal string Of(OtpChallenge challenge)
    {
        var subject = Encoding.UTF8.GetBytes($"{challenge.Id}|{challenge.Resends}|{challenge.Operation}|{challenge.OperationHash}");
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_codeKey, subject, mac);

        // 64 bits over a million codes: the bias of the remainder is below one in 10^13.
        var number = BinaryPrimitives.ReadUInt64BigEndian(mac) % 1_000_000;
        return number.ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    /// <summary>Whether the typed text is the code, in a time that does not depend on how much of it is right.</summary>
    internal bool Matches(OtpChallenge challenge, string typed)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_compareKey, Encoding.UTF8.GetBytes(Of(challenge)), expected);
        HMACSHA256.HashData(_compareKey, Encoding.UTF8.GetBytes(typed), given);
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
