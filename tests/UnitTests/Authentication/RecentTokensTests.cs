using System.Security.Claims;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Serverless.Platform.Authentication;

namespace Serverless.UnitTests.Authentication;

public sealed class RecentTokensTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly Issuer _issuer = new();
    private readonly RecentTokens _tokens;

    public RecentTokensTests() => _tokens = new RecentTokens(_clock, _issuer);

    [Fact]
    public async Task Token_that_passed_is_believed_for_half_a_minute_and_then_checked_again()
    {
        var token = Token("ana", Noon.AddHours(1));

        await CheckAsync(token);
        _clock.Advance(RecentTokens.Believed - TimeSpan.FromTicks(1));
        var believed = await CheckAsync(token);
        _clock.Advance(TimeSpan.FromTicks(1));
        await CheckAsync(token);

        Assert.Equal("ana", believed.ClaimsIdentity.FindFirst("sub")!.Value);
        Assert.Equal(2, _issuer.Checked);
    }

    [Fact]
    public async Task Token_is_not_believed_beyond_its_own_end()
    {
        var token = Token("ana", Noon.AddSeconds(10));

        await CheckAsync(token);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await CheckAsync(token);

        Assert.Equal(2, _issuer.Checked);
    }

    [Fact]
    public async Task Token_that_failed_is_checked_every_time()
    {
        _issuer.Accepts = false;
        var token = Token("ana", Noon.AddHours(1));

        var first = await CheckAsync(token);
        var second = await CheckAsync(token);

        Assert.False(first.IsValid || second.IsValid);
        Assert.Equal(2, _issuer.Checked);
    }

    [Fact]
    public async Task Every_byte_of_the_token_counts()
    {
        var token = Token("ana", Noon.AddHours(1));
        await CheckAsync(token);
        _issuer.Accepts = false;

        var changed = await CheckAsync(token[..^1] + (token[^1] == 'A' ? 'B' : 'A'));

        Assert.False(changed.IsValid);
    }

    [Fact]
    public async Task Flood_of_tokens_does_not_stay()
    {
        var first = Token("0", Noon.AddHours(1));
        await CheckAsync(first);
        for (var officer = 1; officer <= RecentTokens.Most; officer++)
        {
            await CheckAsync(Token($"{officer}", Noon.AddHours(1)));
        }

        await CheckAsync(first);

        Assert.Equal(RecentTokens.Most + 2, _issuer.Checked);
    }

    private Task<TokenValidationResult> CheckAsync(string token) => _tokens.ValidateTokenAsync(token, new TokenValidationParameters());

    private static string Token(string subject, DateTimeOffset end) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor { Subject = new ClaimsIdentity([new Claim("sub", subject)]), Expires = end.UtcDateTime }
        );

    /// <summary>Accepts or refuses as told, and counts.</summary>
    private sealed class Issuer : TokenHandler
    {
        internal int Checked { get; private set; }

        internal bool Accepts { get; set; } = true;

        public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
        {
            Checked++;
            var read = Accepts ? new JsonWebToken(token) : null;
            return Task.FromResult(
                read is null
                    ? new TokenValidationResult { IsValid = false, Exception = new SecurityTokenInvalidSignatureException() }
                    : new TokenValidationResult
                    {
                        IsValid = true,
                        SecurityToken = read,
                        ClaimsIdentity = new ClaimsIdentity(read.Claims),
                    }
            );
        }
    }
}
