using CsCheck;
using Serverless.App.Identity.Codes;

namespace Serverless.UnitTests.Identity;

public sealed class OtpCodeTests
{
    private static readonly OtpOptions Options = new()
    {
        CodeKey = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray()),
        CompareKey = Convert.ToBase64String(Enumerable.Repeat((byte)2, 32).ToArray()),
    };

    private readonly OtpCode _codes = new(Options);

    [Fact]
    public void Code_is_six_digits_and_the_same_for_whoever_computes_it() =>
        Gen.Guid.Sample(id =>
        {
            var challenge = Challenge(id.ToString("N"));
            var code = _codes.Of(challenge);
            Assert.Equal(6, code.Length);
            Assert.True(code.All(char.IsAsciiDigit));
            Assert.Equal(code, new OtpCode(Options).Of(challenge with { AttemptsSpent = 2 }));
            Assert.True(_codes.Matches(challenge, code));
        });

    [Fact]
    public void Code_changes_with_resend_operation_and_key()
    {
        var challenge = Challenge("7b0d");
        var other = new OtpCode(new OtpOptions { CodeKey = Options.CompareKey, CompareKey = Options.CodeKey });

        string[] codes =
        [
            _codes.Of(challenge),
            _codes.Of(challenge with { Resends = 1 }),
            _codes.Of(challenge with { OperationHash = "other" }),
            _codes.Of(challenge with { Operation = "credits.accept-terms" }),
            other.Of(challenge),
        ];

        Assert.Equal(codes.Length, codes.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("١٢٣٤٥٦")]
    public void Text_that_is_no_code_does_not_match(string typed) => Assert.False(_codes.Matches(Challenge("7b0d"), typed));

    [Fact]
    public void Codes_are_spread_evenly()
    {
        var firstDigits = Enumerable
            .Range(0, 20_000)
            .GroupBy(n => _codes.Of(Challenge($"c{n}"))[0])
            .Select(group => group.Count())
            .ToList();

        Assert.Equal(10, firstDigits.Count);
        Assert.All(firstDigits, count => Assert.InRange(count, 1_800, 2_200));
    }

    private static OtpChallenge Challenge(string id) =>
        new(id, "a1", "membership.confirm-affiliation", "hash-1", "device-1", new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));
}
