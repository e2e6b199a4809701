using Serverless.App.Identity.Codes;

namespace Serverless.UnitTests.Identity;

/// <summary>A text that does not arrive becomes a call, once, while the code is worth it.</summary>
public sealed class FallBackTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly OtpOptions Options = new();
    private static readonly OtpChallenge Text = new("c1", "a1", "identity.sign-in", "hash", "device", Noon) { Delivery = OtpDelivery.Sent };

    [Fact]
    public void Same_code_is_to_be_said()
    {
        var called = OtpChallengeRules.FallBack(Text, Noon.AddMinutes(1), Options)!;

        Assert.Equal(
            (OtpChannel.Voice, OtpDelivery.Pending, Text.Resends, Text.SentAt),
            (called.Channel, called.Delivery, called.Resends, called.SentAt)
        );
    }

    [Fact]
    public void Nothing_is_left_after_a_call_a_right_code_the_last_guess_or_the_codes_life()
    {
        Assert.Null(OtpChallengeRules.FallBack(Text with { Channel = OtpChannel.Voice }, Noon, Options));
        Assert.Null(OtpChallengeRules.FallBack(Text with { State = OtpState.Verified }, Noon, Options));
        Assert.Null(OtpChallengeRules.FallBack(Text with { AttemptsSpent = 3 }, Noon, Options));
        Assert.Null(OtpChallengeRules.FallBack(Text, Noon.AddMinutes(5), Options));
    }

    [Theory]
    [InlineData(null, "Voice", "Voice")]
    [InlineData("Voice", "Sms", "Voice")]
    [InlineData("Sms", "Voice", "Sms")]
    public void Resend_goes_by_the_wished_channel_or_by_the_last(string? wish, string last, string taken)
    {
        var challenge = Text with { Channel = Enum.Parse<OtpChannel>(last) };

        var again = OtpChallengeRules.Resend(challenge, wish is null ? null : Enum.Parse<OtpChannel>(wish), Noon.AddMinutes(1), Options);

        Assert.Equal(taken, again.Value.Channel.ToString());
    }
}
