using Serverless.App.Identity.Codes;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Identity;

public sealed class OtpChallengeRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly OtpOptions Options = new();

    private static readonly OtpChallenge Issued = new("c1", "a1", "membership.confirm-affiliation", "hash-1", "device-1", Noon);

    [Fact]
    public void D11_right_code_for_the_act_it_was_asked_for_is_verified()
    {
        var judged = Judge(Spent(1), "membership.confirm-affiliation", "hash-1");

        Assert.Equal((OtpState.Verified, "command-1", Noon), (judged.Value.State, judged.Value.VerifiedBy, judged.Value.VerifiedAt));
    }

    [Theory]
    [InlineData("credits.accept-terms", "hash-1")]
    [InlineData("membership.confirm-affiliation", "hash-2")]
    public void D11_right_code_for_another_operation_is_refused_and_was_counted(string operation, string hash)
    {
        var spent = Spend(Issued, Noon).Value;

        var judged = Judge(spent, operation, hash);

        Assert.Equal(OtpErrors.Wrong, judged.Error);
        Assert.Equal(1, spent.AttemptsSpent);
    }

    [Fact]
    public void Fourth_attempt_is_refused_before_anything_is_compared()
    {
        var spent = Spend(Spent(3), Noon);

        Assert.Equal(OtpErrors.AttemptsSpent, spent.Error);
        Assert.True(OtpChallengeRules.IsLocked(Spent(3), Options));
    }

    [Theory]
    [InlineData(299, null)]
    [InlineData(300, "identity.code-expired")]
    public void Code_lives_five_minutes(int seconds, string? error)
    {
        var spent = Spend(Issued, Noon.AddSeconds(seconds));

        Assert.Equal(error, spent.Error?.Code);
    }

    [Theory]
    [InlineData(OtpState.Verified, "identity.code-used")]
    [InlineData(OtpState.Superseded, "identity.code-superseded")]
    public void Code_that_is_decided_takes_no_guess_and_no_resend(object state, string error)
    {
        var decided = Issued with { State = (OtpState)state };

        Assert.Equal(error, Spend(decided, Noon).Error?.Code);
        Assert.Equal(error, OtpChallengeRules.Resend(decided, null, Noon.AddMinutes(2), Options).Error?.Code);
        Assert.Equal(error, Judge(decided, Issued.Operation, "hash-1").Error?.Code);
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

        var resent = OtpChallengeRules.Resend(challenge, null, Noon.AddSeconds(seconds), Options);

        Assert.Equal(error, resent.Error?.Code);
    }

    [Fact]
    public void Resend_too_soon_says_how_long_to_wait()
    {
        var resent = OtpChallengeRules.Resend(Issued, null, Noon.AddSeconds(18.5), Options);

        Assert.Equal("42", resent.Error?.Arguments["seconds"]);
    }

    [Fact]
    public void Resend_keeps_the_attempts_and_starts_the_life_again()
    {
        var resent = OtpChallengeRules.Resend(Spent(2), null, Noon.AddMinutes(4), Options).Value;

        Assert.Equal(2, resent.AttemptsSpent);
        Assert.True(Spend(resent, Noon.AddMinutes(8)).IsSuccess);
    }

    [Fact]
    public void Delivery_reports_that_come_late_do_not_go_back()
    {
        var delivered = OtpChallengeRules.Report(Issued, OtpDelivery.Delivered);

        Assert.Equal(OtpDelivery.Delivered, OtpChallengeRules.Report(delivered, OtpDelivery.Sent).Delivery);
    }

    [Fact]
    public void Proof_pays_for_one_guess_and_another_proof_for_another()
    {
        var once = OtpChallengeRules.Spend(Issued, "proof-1", Noon, Options).Value;

        Assert.Equal(OtpErrors.ProofUsed, OtpChallengeRules.Spend(once, "proof-1", Noon, Options).Error);
        Assert.Equal(2, OtpChallengeRules.Spend(once, "proof-2", Noon, Options).Value.AttemptsSpent);
    }

    [Fact]
    public void Guess_that_was_paid_for_and_is_judged_long_after_is_too_late()
    {
        var judged = OtpChallengeRules.Judge(
            Spent(1),
            new Act(Issued.Operation, Issued.OperationHash),
            codeMatches: true,
            "command-1",
            Noon.AddMinutes(6),
            Options
        );

        Assert.Equal(OtpErrors.Expired, judged.Error);
    }

    private static Result<OtpChallenge> Spend(OtpChallenge challenge, DateTimeOffset now) =>
        OtpChallengeRules.Spend(challenge, null, now, Options);

    private static Result<OtpChallenge> Judge(OtpChallenge challenge, string operation, string hash) =>
        OtpChallengeRules.Judge(challenge, new Act(operation, hash), codeMatches: true, "command-1", Noon, Options);

    private static OtpChallenge Spent(int attempts) => Issued with { AttemptsSpent = attempts };
}
