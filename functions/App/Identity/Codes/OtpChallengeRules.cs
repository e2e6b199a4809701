using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Codes;

/// <summary>What a code authorises.</summary>
internal sealed record Act(string Operation, string Hash);

/// <summary>
/// The life of one code (domain.md sections 3.3 and 5.1; decision 23). Taking a guess is two commits: <see cref="Spend"/> pays for
/// it under the row's ETag, and only then <see cref="Judge"/> looks at it, so that five hundred guesses at once cost three attempts.
/// </summary>
internal static class OtpChallengeRules
{
    /// <summary>A judge that comes this late after its guess was paid for takes up a command that crashed too long ago.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>Pays for one guess.</summary>
    /// <param name="proof">Id of the device proof that brought it; null where the session token stands for the device.</param>
    internal static Result<OtpChallenge> Spend(OtpChallenge challenge, string? proof, DateTimeOffset now, OtpOptions options)
    {
        if (proof is not null && challenge.Proofs.Contains(proof))
        {
            return OtpErrors.ProofUsed;
        }

        if (Ended(challenge) is { } ended)
        {
            return ended;
        }

        if (challenge.AttemptsSpent >= options.Attempts)
        {
            return OtpErrors.AttemptsSpent;
        }

        return now >= challenge.SentAt + options.Life
            ? OtpErrors.Expired
            : challenge with
            {
                AttemptsSpent = challenge.AttemptsSpent + 1,
                Proofs = proof is null ? challenge.Proofs : challenge.Proofs.Add(proof),
            };
    }

    /// <summary>Looks at a guess that was paid for.</summary>
    /// <param name="act">What the caller is about to do, which must be what the code was asked for.</param>
    /// <param name="codeMatches">Outcome of the constant-time comparison.</param>
    /// <param name="command">Who showed it.</param>
    internal static Result<OtpChallenge> Judge(
        OtpChallenge spent,
        Act act,
        bool codeMatches,
        string command,
        DateTimeOffset now,
        OtpOptions options
    )
    {
        if (Ended(spent) is { } ended)
        {
            return ended;
        }

        if (now >= spent.SentAt + options.Life + Slack)
        {
            return OtpErrors.Expired;
        }

        return IsFor(spent, act) && codeMatches
            ? spent with
            {
                State = OtpState.Verified,
                VerifiedBy = command,
                VerifiedAt = now,
            }
            : OtpErrors.Wrong;
    }

    /// <summary>Whether the code was asked for this very act.</summary>
    internal static bool IsFor(OtpChallenge challenge, Act act) =>
        challenge.Operation == act.Operation && challenge.OperationHash == act.Hash;

    /// <summary>Another code for the same act; attempts already spent stay spent.</summary>
    /// <param name="channel">Null for the one it went by last.</param>
    internal static Result<OtpChallenge> Resend(OtpChallenge challenge, OtpChannel? channel, DateTimeOffset now, OtpOptions options)
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
                Channel = channel ?? challenge.Channel,
                Call = null,
            };
    }

    /// <summary>The text did not arrive: the same code is to be said by a call, once. Null when there is nothing left to try.</summary>
    internal static OtpChallenge? FallBack(OtpChallenge challenge, DateTimeOffset now, OtpOptions options) =>
        challenge is { State: OtpState.Issued, Channel: OtpChannel.Sms }
        && now < challenge.SentAt + options.Life
        && !IsLocked(challenge, options)
            ? challenge with
            {
                Channel = OtpChannel.Voice,
                Delivery = OtpDelivery.Pending,
            }
            : null;

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
