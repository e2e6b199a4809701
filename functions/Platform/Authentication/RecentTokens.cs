using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Serverless.Platform.Authentication;

/// <summary>
/// Checks a token's signature and claims once and believes the same bytes for half a minute, or until the token itself is over: an
/// officer at work sends one token with every click. Only tokens that passed are kept, by their hash, and never many. A withdrawn
/// key of the issuer is believed that much longer; the issuer's key list is kept for hours anyway.
/// </summary>
internal sealed class RecentTokens(TimeProvider time, TokenHandler? inner = null) : TokenHandler
{
    internal static readonly TimeSpan Believed = TimeSpan.FromSeconds(30);
    internal const int Most = 512;
    private readonly TokenHandler _inner = inner ?? new JsonWebTokenHandler { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, (TokenValidationResult Result, DateTimeOffset Until)> _recent = new(
        StringComparer.Ordinal
    );

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var now = time.GetUtcNow();
        var name = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (_recent.TryGetValue(name, out var known) && now < known.Until)
        {
            return known.Result;
        }

        var result = await _inner.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
        {
            Keep(name, result, now);
        }

        return result;
    }

    public override SecurityToken ReadToken(string token) => _inner.ReadToken(token);

    private void Keep(string name, TokenValidationResult result, DateTimeOffset now)
    {
        // Emptied rather than pruned: a desk has a handful of officers, and a flood of tokens must not hold memory.
        if (_recent.Count >= Most)
        {
            _recent.Clear();
        }

        // Made here, once: requests that share the result only read it.
        _ = result.ClaimsIdentity;
        var end = new DateTimeOffset(DateTime.SpecifyKind(result.SecurityToken.ValidTo, DateTimeKind.Utc));
        _recent[name] = (result, end < now + Believed ? end : now + Believed);
    }
}
