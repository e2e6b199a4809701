using Serverless.App.Identity.Codes;
using Serverless.Platform.Voice;

namespace Serverless.App.Identity.Calls;

/// <summary>
/// What the vendor's news make of a code's call. News come twice and in any order: that it was said counts whenever it is told, and a
/// call that has ended is not answered any more. Pure.
/// </summary>
internal static class CallRules
{
    /// <returns>Null when the news change nothing.</returns>
    internal static OtpChallenge? After(OtpChallenge challenge, CallNews news)
    {
        if (challenge.Channel != OtpChannel.Voice || (challenge.Call is { } known && known.Connection != news.Connection))
        {
            return null;
        }

        return (news.Step, challenge.Call?.Stage) switch
        {
            (CallStep.Connected, null) => challenge with { Call = new(news.Connection, CallStage.Answered) },
            (CallStep.Said, not CallStage.Said) => challenge with
            {
                Call = new(news.Connection, CallStage.Said),
                Delivery = OtpDelivery.Delivered,
            },
            (CallStep.NotSaid, CallStage.Answered) or (CallStep.Ended, null or CallStage.Answered) => challenge with
            {
                Call = new(news.Connection, CallStage.Ended),
                Delivery = OtpDelivery.Undelivered,
            },
            _ => null,
        };
    }
}
