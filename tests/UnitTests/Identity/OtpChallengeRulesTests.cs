using Serverless.App.Identity.Codes;

namespace Serverless.UnitTests.Identity;

public sealed class OtpChallengeRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly OtpOptions Options = new();

    private static readonly OtpChallenge Issued = new("c1", "a1", "membership.confirm-affiliation", "hash-1", "device-1", Noon);

    [Fact]
    public void D11_right_code_for_the_act_it_was_asked_for_is_verified()
    {
        var judged = OtpChallengeRules.Judge(Spent(1), "membership.confirm-affiliation", "hash-1", codeMatches: true);

        Assert.Equal(OtpState.Verified, judged.Value.State);
    }

    [Theory]
    [InlineData("credits.accept-terms", "hash-1")]
    [InlineData("membership.confirm-affiliation", "hash-2")]
    public void D11_right_code_for_another_operation_is_refused_and_was_counted(string operation, string hash)
    {
        var spent = OtpChallengeRules.Spend(Issued, Noon, Options).Value;

        var judged = OtpChallengeRules.Judge(spent, operation, hash, codeMatches: true);

        Assert.Equal(OtpErrors.Wrong, judged.Error);
        Assert.Equal(1, spent.AttemptsSpent);
    }

    [Fact]
    public void Fourth_attempt_is_refused_before_anything_is_compared()
    {
        var spent = OtpChallengeRules.Spend(Spent(3), Noon, Options);

        Assert.Equal(OtpErrors.AttemptsSpent, spent.Error);
        Assert.True(OtpChallengeRules.IsLocked(Spent(3), Options));
    }

    [Theory]
    [InlineData(299, null)]
    [InlineData(300, "identity.code-expired")]
    public void Code_lives_five_minutes(int seconds, string? error)
    {
        var spent = OtpChallengeRules.Spend(Issued, Noon.AddSeconds(seconds), Options);

        Assert.Equal(error, spent.Error?.Code);
    }

    [Theory]
    [InlineData(OtpState.Verified, "identity.code-used")]
    [InlineData(OtpState.Superseded, "identity.code-superseded")]
    public void Code_that_is_decided_takes_no_guess_and_no_resend(object state, string error)
    {
        var decided = Issued with { State = (OtpState)state };

        Assert.Equal(error, OtpChallengeRules.Spend(decided, Noon, Options).Error?.Code);
        Assert.Equal(error, OtpChallengeRules.Resend(decided, Noon.AddMinutes(2), Options).Error?.Code);
        Assert.Equal(error, OtpChallengeRules.Judge(decided, Issued.Operation, "hash-1", true).Error?.Code);
        Assert.Equal(decided, OtpChallengeRules.Supersede(decided));
    }

    [Theory]
    [InlineData(59, 0, 0, "identity.code-resend-too-soon")]
    [InlineData(60, 0, 0, null)]
    [InlineData(600, 1, 0, "identity.code-no-resend-left")]
    [InlineData(600, 0, 3, "identity.code-no-resend-left")]
    public void Resend_is_given_once_after_a_minute(int seconds, int resends, int spent, string? error)
    {
        var challenge = Issued with { Resends = resends, AttemptsSpent = spent };

        var resent = OtpChallengeRules.Resend(challenge, Noon.AddSeconds(seconds), Options);

        Assert.Equal(error, resent.Error?.Code);
    }

    [Fact]
    public void Resend_too_soon_says_how_long_to_wait()
    {
        var resent = OtpChallengeRules.Resend(Issued, Noon.AddSeconds(18.5), Options);

        Assert.Equal("42", resent.Error?.Arguments["seconds"]);
    }

    [Fact]
    public void Resend_keeps_the_attempts_and_starts_the_life_again()
    {
        var resent = OtpChallengeRules.Resend(Spent(2), Noon.AddMinutes(4), Options).Value;

        Assert.Equal(2, resent.AttemptsSpent);
        Assert.True(OtpChallengeRules.Spend(resent, Noon.AddMinutes(8), Options).IsSuccess);
    }

    [Fact]
    public void Delivery_reports_that_come_late_do_not_go_back()
    {
        var delivered = OtpChallengeRules.Report(Issued, OtpDelivery.Delivered);

        Assert.Equal(OtpDelivery.Delivered, OtpChallengeRules.Report(delivered, OtpDelivery.Sent).Delivery);
    }

    private static OtpChallenge Spent(int attempts) => Issued with { AttemptsSpent = attempts };
}
