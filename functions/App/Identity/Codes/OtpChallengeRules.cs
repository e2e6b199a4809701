using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Codes;

/// <summary>
/// The life of one code (domain.md sections 3.3 and 5.1; decision 23). Taking a guess is two commits: <see cref="Spend"/> pays for
/// it under the row's ETag, and only then <see cref="Judge"/> looks at it, so that five hundred guesses at once cost three attempts.
/// </summary>
internal static class OtpChallengeRules
{
    /// <summary>Pays for one guess.</summary>
    internal static Result<OtpChallenge> Spend(OtpChallenge challenge, DateTimeOffset now, OtpOptions options)
    {
        if (Ended(challenge) is { } ended)
        {
            return ended;
        }

        if (challenge.AttemptsSpent >= options.Attempts)
        {
            return OtpErrors.AttemptsSpent;
        }

        return now >= challenge.SentAt + options.Life ? OtpErrors.Expired : challenge with { AttemptsSpent = challenge.AttemptsSpent + 1 };
    }

    /// <summary>Looks at a guess that was paid for.</summary>
    /// <param name="operationHash">What the caller is about to do, which must be what the code was asked for.</param>
    /// <param name="codeMatches">Outcome of the constant-time comparison.</param>
    internal static Result<OtpChallenge> Judge(OtpChallenge spent, string operation, string operationHash, bool codeMatches)
    {
        if (Ended(spent) is { } ended)
        {
            return ended;
        }

        var sameAct = spent.Operation == operation && spent.OperationHash == operationHash;
        return sameAct && codeMatches ? spent with { State = OtpState.Verified } : OtpErrors.Wrong;
    }

    /// <summary>Another code for the same act; attempts already spent stay spent.</summary>
    internal static Result<OtpChallenge> Resend(OtpChallenge challenge, DateTimeOffset now, OtpOptions options)
    {
        if (Ended(challenge) is { } ended)
        {
            return ended;
        }

        if (challenge.Resends >= options.Resends || challenge.AttemptsSpent >= options.Attempts)
        {
            return OtpErrors.NoResendLeft;
        }

        var from = challenge.SentAt + options.ResendAfter;
        return now < from
            ? OtpErrors.ResendTooSoon.With("seconds", Seconds(from - now))
            : challenge with
            {
                Resends = challenge.Resends + 1,
                SentAt = now,
                Delivery = OtpDelivery.Pending,
            };
    }

    /// <summary>A newer code for the same operation takes its place; what is already decided stays as it is.</summary>
    internal static OtpChallenge Supersede(OtpChallenge challenge) =>
        challenge.State == OtpState.Issued ? challenge with { State = OtpState.Superseded } : challenge;

    /// <summary>What the network says; reports arrive twice and out of order, so only a later stage counts.</summary>
    internal static OtpChallenge Report(OtpChallenge challenge, OtpDelivery delivery) =>
        delivery > challenge.Delivery ? challenge with { Delivery = delivery } : challenge;

    /// <summary>Whether every attempt is spent and none was right.</summary>
    internal static bool IsLocked(OtpChallenge challenge, OtpOptions options) =>
        challenge.State == OtpState.Issued && challenge.AttemptsSpent >= options.Attempts;

    private static Error? Ended(OtpChallenge challenge) =>
        challenge.State switch
        {
            OtpState.Verified => OtpErrors.Used,
            OtpState.Superseded => OtpErrors.Superseded,
            _ => null,
        };

    private static string Seconds(TimeSpan wait) =>
        ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
