using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Platform.Security;

/// <summary>
/// Six digits that prove that a letter arrived, computed anew by whoever sends and whoever compares (decision 23), so that no queue or
/// row ever holds them. They authorise nothing; codes that do are Identity's.
/// </summary>
public sealed class DerivedCodes(KeyRing ring)
{
    /// <summary>The code of now.</summary>
    /// <param name="purpose">What it proves; each purpose has a key of its own.</param>
    /// <param name="text">What it is bound to, ids only.</param>
    public string Of(string purpose, string text) => Of(ring.Current, purpose, text);

    /// <summary>Whether the typed text is the code, under any key still listed: a code may be on its way while keys change.</summary>
    public bool Matches(string purpose, string text, string typed)
    {
        var given = Encoding.UTF8.GetBytes(typed);
        return ring.Kids.Any(kid => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(kid, purpose, text)), given));
    }

    private string Of(string kid, string purpose, string text)
    {
        var mac = HMACSHA256.HashData(ring.Derive(kid, $"code-{purpose}")!, Encoding.UTF8.GetBytes(text));
        var number = BinaryPrimitives.ReadUInt64BigEndian(mac) % 1_000_000;
        return number.ToString(CultureInfo.InvariantCulture).PadLeft(6, '0');
    }
}
