using Serverless.App.Identity.Calls;
using Serverless.App.Identity.Codes;
using Serverless.Platform.Voice;

namespace Serverless.UnitTests.Identity;

/// <summary>News of a call, which come twice and in any order.</summary>
public sealed class CallRulesTests
{
    private static readonly OtpChallenge Ringing = new(
        "c1",
        "a1",
        "membership.confirm-affiliation",
        "hash",
        "device",
        DateTimeOffset.UnixEpoch
    )
    {
        Channel = OtpChannel.Voice,
        Delivery = OtpDelivery.Sent,
    };

    [Theory]
    [InlineData("CSE", "Said", "Delivered")]
    [InlineData("CCSSEE", "Said", "Delivered")]
    [InlineData("CE", "Ended", "Undelivered")]
    [InlineData("E", "Ended", "Undelivered")]
    [InlineData("CF", "Ended", "Undelivered")]
    [InlineData("CES", "Said", "Delivered")]
    [InlineData("EC", "Ended", "Undelivered")]
    [InlineData("SC", "Said", "Delivered")]
    [InlineData("C", "Answered", "Sent")]
    public void Call_comes_to_the_same_end_in_any_order(string news, string stage, string delivery)
    {
        var after = news.Aggregate(Ringing, (challenge, letter) => CallRules.After(challenge, News(letter)) ?? challenge);

        Assert.Equal((stage, delivery), (after.Call!.Stage.ToString(), after.Delivery.ToString()));
    }

    [Fact]
    public void News_of_another_call_and_of_a_code_that_went_as_text_change_nothing()
    {
        var answered = CallRules.After(Ringing, News('C'))!;

        Assert.Null(CallRules.After(answered, News('S') with { Connection = "other" }));
        Assert.Null(CallRules.After(Ringing with { Channel = OtpChannel.Sms }, News('C')));
    }

    private static CallNews News(char letter) =>
        new(
            $"n-{letter}",
            letter switch
            {
                'C' => CallStep.Connected,
                'S' => CallStep.Said,
                'F' => CallStep.NotSaid,
                _ => CallStep.Ended,
            },
            "call-1"
        );
}
