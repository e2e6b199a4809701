using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Platform.Security;

/// <summary>
/// Short-lived addresses of our own (decision 29): a text and an end, signed under a key of their own. Whoever holds the ticket may use
/// it until then; nobody can make or change one. Texts are ids, never personal data.
/// </summary>
public sealed class SignedTickets(KeyRing ring, TimeProvider time)
{
    private const int MacLength = 32;
    private const int Longest = 512;

    /// <summary>A ticket for one purpose, safe in a path.</summary>
    public string Write(string purpose, string text, DateTimeOffset expires)
    {
        var body = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{expires.ToUnixTimeSeconds()}|{text}"));
        return Base64Url.EncodeToString([.. Mac(ring.Current, purpose, body)!, .. body]);
    }

    /// <summary>The text; null for a ticket of another purpose, an ended, a changed or an unreadable one.</summary>
    public string? Read(string purpose, string ticket)
    {
        if (ticket.Length > Longest || !Base64Url.IsValid(ticket))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(ticket);
        if (bytes.Length <= MacLength)
        {
            return null;
        }

        var (mac, body) = (bytes.AsSpan(0, MacLength).ToArray(), bytes.AsSpan(MacLength).ToArray());
        if (!ring.Kids.Any(kid => CryptographicOperations.FixedTimeEquals(Mac(kid, purpose, body), mac)))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(body);
        var end = text.IndexOf('|', StringComparison.Ordinal);
        var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(text.AsSpan(0, end), CultureInfo.InvariantCulture));
        return expires > time.GetUtcNow() ? text[(end + 1)..] : null;
    }

    private byte[]? Mac(string kid, string purpose, byte[] body) =>
        ring.Derive(kid, $"ticket-{purpose}") is { } key ? HMACSHA256.HashData(key, body) : null;
}
