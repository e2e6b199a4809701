using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Serverless.Platform.Tokens;

namespace Serverless.UnitTests.Tokens;

public sealed class AccessTokensTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly string _oldKey = NewKey();
    private readonly string _newKey = NewKey();

    [Fact]
    public async Task Token_speaks_for_its_subject()
    {
        using var tokens = Tokens(_newKey);

        var result = await ReadAsync(tokens, tokens.Issue(new("member-1", "session-1", "device-1")));

        Assert.True(result.IsValid, result.Exception?.ToString());
        Assert.Equal(("member-1", "session-1", "device-1"), (result.Claims["sub"], result.Claims["sid"], result.Claims["jkt"]));
    }

    [Fact]
    public async Task Token_after_ten_minutes_and_the_skew_is_refused()
    {
        using var tokens = Tokens(_newKey);
        var token = tokens.Issue(new("member-1", "session-1", "device-1"));

        _time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(31));

        Assert.False((await ReadAsync(tokens, token)).IsValid);
    }

    [Fact]
    public async Task Token_of_the_previous_key_is_taken_while_the_keys_overlap()
    {
        using var before = Tokens(_oldKey);
        var token = before.Issue(new("member-1", "session-1", "device-1"));

        using var overlapping = Tokens(_newKey, _oldKey);
        using var after = Tokens(_newKey);

        Assert.True((await ReadAsync(overlapping, token)).IsValid);
        Assert.False((await ReadAsync(after, token)).IsValid);
        Assert.Equal(2, overlapping.PublicKeys().Count);
    }

    [Fact]
    public async Task Token_without_signature_is_refused()
    {
        using var tokens = Tokens(_newKey);
        var signed = tokens.Issue(new("member-1", "session-1", "device-1")).Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");

        Assert.False((await ReadAsync(tokens, $"{none}.{signed[1]}.")).IsValid);
    }

    private static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    private AccessTokens Tokens(string key, string previous = "") =>
        new(
            new AccessTokenOptions
            {
                Issuer = "https://id",
                Audience = "app",
                SigningKey = key,
                PreviousKey = previous,
            },
            _time
        );

    private static Task<TokenValidationResult> ReadAsync(AccessTokens tokens, string token) =>
        new JsonWebTokenHandler().ValidateTokenAsync(token, tokens.Validation());
}
