using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Messages;

/// <summary>What happens to accounts, codes and sessions; published contracts (decision 17).</summary>
internal static class IdentityEvents
{
    internal static readonly EventKind<AccountActivated> AccountActivated = new(
        "identity.account-activated",
        IdentityJson.Default.AccountActivated
    );

    /// <summary>A code waits to be sent, or to be sent again; goes to the queue <c>identity-challenges</c>.</summary>
    internal static readonly EventKind<ChallengeIssued> ChallengeIssued = new(
        "identity.challenge-issued",
        IdentityJson.Default.ChallengeIssued
    );

    /// <summary>Somebody answered the call that says a code; goes to the queue <c>identity-challenges</c>.</summary>
    internal static readonly EventKind<CodeCall> CallAnswered = new("identity.call-answered", IdentityJson.Default.CodeCall);

    /// <summary>The code was said, or could not be: the call is to be ended; goes to the queue <c>identity-challenges</c>.</summary>
    internal static readonly EventKind<CodeCall> CallOver = new("identity.call-over", IdentityJson.Default.CodeCall);

    internal static readonly EventKind<ChallengeVerified> ChallengeVerified = new(
        "identity.challenge-verified",
        IdentityJson.Default.ChallengeVerified
    );

    /// <summary>A guess was wrong: the audit trail says in which way, the caller is never told.</summary>
    internal static readonly EventKind<GuessFailed> GuessFailed = new("identity.guess-failed", IdentityJson.Default.GuessFailed);

    internal static readonly EventKind<DeviceRevoked> DeviceRevoked = new("identity.device-revoked", IdentityJson.Default.DeviceRevoked);

    internal static readonly EventKind<AssistanceBegun> AssistanceBegun = new(
        "identity.assistance-begun",
        IdentityJson.Default.AssistanceBegun
    );

    internal static readonly EventKind<LoginChanged> LoginLinked = new("identity.login-linked", IdentityJson.Default.LoginChanged);

    internal static readonly EventKind<LoginChanged> LoginUnlinked = new("identity.login-unlinked", IdentityJson.Default.LoginChanged);

    /// <summary>A linked login opened a session.</summary>
    internal static readonly EventKind<LoginChanged> LoginUsed = new("identity.login-used", IdentityJson.Default.LoginChanged);

    internal static readonly EventKind<SessionRevoked> SessionRevoked = new(
        "identity.session-revoked",
        IdentityJson.Default.SessionRevoked
    );

    /// <summary>Somebody showed a token of a session that had ended; once for each operation.</summary>
    internal static readonly EventKind<EndedSessionShown> EndedSessionShown = new(
        "identity.ended-session-shown",
        IdentityJson.Default.EndedSessionShown
    );
}

/// <summary>The holder of an account proved for the first time that the register's phone is theirs.</summary>
internal sealed record AccountActivated(string AccountId, string MemberId, DateTimeOffset At);

/// <param name="Resends">Which code of the challenge: an older one is not worth sending any more.</param>
internal sealed record ChallengeIssued(string ChallengeId, int Resends);

/// <param name="Connection">The vendor's name of the call.</param>
internal sealed record CodeCall(string ChallengeId, int Resends, string Connection);

/// <param name="Operation">What the code authorised.</param>
internal sealed record ChallengeVerified(string ChallengeId, string Operation, string OperationHash);

/// <param name="OtherAct">The code was asked for another act than the one it was shown for (row D11).</param>
internal sealed record GuessFailed(string ChallengeId, bool OtherAct, bool LastAttempt);

/// <summary>A device may no longer sign in; the sessions it had end with it.</summary>
internal sealed record DeviceRevoked(string AccountId, string Device, IReadOnlyList<string> Sessions);

/// <summary>A member's own code opened a session at an officer's desk.</summary>
internal sealed record AssistanceBegun(string SessionId, string Officer);

/// <param name="Provider">As the settings name it.</param>
/// <param name="Level">How sure the provider was of the person.</param>
internal sealed record LoginChanged(string AccountId, string Provider, string Level, DateTimeOffset At);

/// <param name="Because"><c>signed-out</c>, <c>device-revoked</c>, <c>refresh-reused</c>.</param>
internal sealed record SessionRevoked(string SessionId, string Because);

/// <param name="Operation">What was tried with it.</param>
internal sealed record EndedSessionShown(string SessionId, string Operation);
