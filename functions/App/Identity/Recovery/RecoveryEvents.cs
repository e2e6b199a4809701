using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Recovery;

/// <summary>The audit trail of the way back: ids only; the number stays in the sealed row.</summary>
internal static class RecoveryEvents
{
    internal static readonly EventKind<RecoveryStep> NumberProved = new(
        "identity.recovery-number-proved",
        IdentityJson.Default.RecoveryStep
    );

    internal static readonly EventKind<RecoveryStep> Recovered = new("identity.account-recovered", IdentityJson.Default.RecoveryStep);

    /// <summary>The try is over: its number is erased.</summary>
    internal static readonly EventKind<RecoveryDue> Due = new("identity.recovery-due", IdentityJson.Default.RecoveryDue);
}

/// <param name="Proof">The code's challenge, or the face session.</param>
internal sealed record RecoveryStep(string RecoveryId, string AccountId, string Proof);

internal sealed record RecoveryDue(string RecoveryId);
