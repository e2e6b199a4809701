using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Affiliations;

/// <summary>What happens to an affiliation before and besides what other contexts hear of (<c>MembershipEvents</c>).</summary>
internal static class AffiliationEvents
{
    internal static readonly EventKind<AffiliationStarted> Started = new(
        "membership.affiliation-started",
        MembershipJson.Default.AffiliationStarted
    );

    internal static readonly EventKind<AffiliationConfirmed> IdentityAsked = new(
        "membership.affiliation-identity-asked",
        MembershipJson.Default.AffiliationConfirmed
    );

    internal static readonly EventKind<AffiliationConfirmed> IdentityVerified = new(
        "membership.affiliation-identity-verified",
        MembershipJson.Default.AffiliationConfirmed
    );

    internal static readonly EventKind<AffiliationConfirmed> DocumentsSigned = new(
        "membership.affiliation-documents-signed",
        MembershipJson.Default.AffiliationConfirmed
    );

    /// <summary>Payroll said something that this round did not ask, or no longer waits for: kept for officers, changes nothing.</summary>
    internal static readonly EventKind<PayrollAnswerSetAside> PayrollAnswerSetAside = new(
        "membership.payroll-answer-set-aside",
        MembershipJson.Default.PayrollAnswerSetAside
    );

    /// <summary>An affiliation's time may be over; goes to this context's own queue.</summary>
    internal static readonly EventKind<AffiliationExpiryDue> ExpiryDue = new(
        "membership.affiliation-expiry-due",
        MembershipJson.Default.AffiliationExpiryDue
    );
}

/// <summary>A round began. Reports of strategies and campaigns count these (row D35).</summary>
/// <param name="Consents">Purpose, version and hash of each text agreed to.</param>
internal sealed record AffiliationStarted(
    string MemberId,
    int Round,
    string Kind,
    string Ugel,
    Acquisition Acquisition,
    IReadOnlyList<ConsentGiven> Consents
);

/// <summary>A step of the member's confirmed act.</summary>
/// <param name="ChallengeId">The code that stands for it until face and signed documents do.</param>
/// <param name="OperationHash">What the code was bound to.</param>
/// <param name="Interim">The policy in force asks for less than the domain wants in the end.</param>
internal sealed record AffiliationConfirmed(
    string MemberId,
    int Round,
    string ChallengeId,
    string OperationHash,
    string? PhoneMasked,
    bool Interim
);

/// <param name="Answer"><c>applied</c>, or the reason of a refusal.</param>
internal sealed record PayrollAnswerSetAside(string MemberId, int Round, string Period, string Answer);

/// <param name="ExpiresAt">The term that was meant: another one in the state means that the time was extended since.</param>
internal sealed record AffiliationExpiryDue(string MemberId, int Round, DateTimeOffset ExpiresAt);
