using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.Platform.Security;

namespace Serverless.Platform.Tokens;

/// <summary>Which refresh token this is.</summary>
/// <param name="SessionId">Letters, digits and hyphens.</param>
/// <param name="Generation">Counts from 1.</param>
public sealed record RefreshToken(string SessionId, int Generation);

/// <summary>
/// Refresh tokens that follow from session, generation and a key outside storage, so that the same one can be handed out again after
/// a lost answer and none is ever stored (decisions 13 and 26). Form: <c>kid.session.generation.mac</c>.
/// </summary>
public sealed class RefreshTokens(KeyRing ring)
{
    private const string Purpose = "refresh-token";
    private const int LongestToken = 256;

    /// <summary>The token, always the same one while the oldest listed key stays.</summary>
    public string Write(RefreshToken token)
    {
        var kid = ring.Kids[^1];
        return $"{kid}.{token.SessionId}.{Number(token)}.{Base64Url.EncodeToString(Mac(kid, token)!)}";
    }

    /// <summary>Null when it is none of ours, or its key is no longer listed.</summary>
    public RefreshToken? Read(string? text)
    {
        if (
            text is not { Length: <= LongestToken }
            || text.Split('.') is not [var kid, var session, var generation, var mac]
            || !int.TryParse(generation, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !Base64Url.IsValid(mac)
        )
        {
            return null;
        }

        var token = new RefreshToken(session, number);
        return Mac(kid, token) is { } expected && CryptographicOperations.FixedTimeEquals(expected, Base64Url.DecodeFromChars(mac))
            ? token
            : null;
    }

    private byte[]? Mac(string kid, RefreshToken token) =>
        ring.Derive(kid, Purpose) is { } key
            ? HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{token.SessionId}.{Number(token)}"))
            : null;

    private static string Number(RefreshToken token) => token.Generation.ToString(CultureInfo.InvariantCulture);
}
