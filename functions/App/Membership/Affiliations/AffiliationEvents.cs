using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Affiliations;

/// <summary>What happens to an affiliation before and besides what other contexts hear of (<c>MembershipEvents</c>).</summary>
internal static class AffiliationEvents
{
    internal static readonly EventKind<AffiliationStarted> Started = new(
        "membership.affiliation-started",
        MembershipJson.Default.AffiliationStarted
    );

    /// <summary>The papers are before the member, who signs each with a face.</summary>
    internal static readonly EventKind<AffiliationPaper> IdentityAsked = new(
        "membership.affiliation-identity-asked",
        MembershipJson.Default.AffiliationPaper
    );

    /// <summary>A paper was signed: the member's face was seen for it.</summary>
    internal static readonly EventKind<AffiliationPaper> IdentityVerified = new(
        "membership.affiliation-identity-verified",
        MembershipJson.Default.AffiliationPaper
    );

    /// <summary>CADAP and beneficiary letter are signed.</summary>
    internal static readonly EventKind<AffiliationPaper> DocumentsSigned = new(
        "membership.affiliation-documents-signed",
        MembershipJson.Default.AffiliationPaper
    );

    /// <summary>The member's own code said that payroll may be asked.</summary>
    internal static readonly EventKind<AffiliationConfirmed> Confirmed = new(
        "membership.affiliation-confirmed",
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

/// <summary>A step that the papers brought about; who signed what is in the events and the evidence of the papers.</summary>
/// <param name="DocumentId">The CADAP of the round.</param>
internal sealed record AffiliationPaper(string MemberId, int Round, string? DocumentId);

/// <summary>The member's confirmed act.</summary>
/// <param name="OperationHash">What the code was bound to.</param>
internal sealed record AffiliationConfirmed(string MemberId, int Round, string ChallengeId, string OperationHash, string? PhoneMasked);

/// <param name="Answer"><c>applied</c>, or the reason of a refusal.</param>
internal sealed record PayrollAnswerSetAside(string MemberId, int Round, string Period, string Answer);

/// <param name="ExpiresAt">The term that was meant: another one in the state means that the time was extended since.</param>
internal sealed record AffiliationExpiryDue(string MemberId, int Round, DateTimeOffset ExpiresAt);
