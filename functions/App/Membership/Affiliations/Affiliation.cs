using System.Collections.Immutable;

namespace Serverless.App.Membership.Affiliations;

/// <summary>How far an affiliation has come (domain.md section 5.1).</summary>
internal enum AffiliationStatus
{
    None,
    Draft,
    IdentityPending,
    IdentityVerified,
    DocumentsSigned,
    SentToPayroll,
    RejectedByPayroll,
    Active,
    Suspended,
    Disaffiliating,
    Ceased,
    Deceased,
    Closed,
    Expired,
    Cancelled,
}

/// <summary>What can happen to an affiliation.</summary>
internal enum AffiliationStep
{
    Start,
    AskIdentity,
    VerifyIdentity,
    SignDocuments,
    SendToPayroll,
    Activate,
    RejectByPayroll,
    Correct,
    Cancel,
    Expire,
    Suspend,
    Resume,
    AskToLeave,
    Cease,
    ReportDeath,
    Close,
}

/// <summary>Where an affiliation came from (row D35).</summary>
/// <param name="Strategy"><c>office</c> or <c>school</c>.</param>
internal sealed record Acquisition(string Strategy, string? Promoter, string? School, string? Campaign);

/// <summary>A consent as it was given: which text, by its hash, and through which channel (Law 29733; domain.md section 3.1).</summary>
internal sealed record ConsentGiven(string Purpose, string TextVersion, string TextHash, string Channel, DateTimeOffset At);

/// <summary>
/// A member's way into the fund. One per member, in rounds: a new round begins only when the one before has ended, so that there
/// is never more than one open affiliation for a DNI.
/// </summary>
internal sealed record Affiliation(string MemberId)
{
    /// <summary>Counts from 1; 0 before the first.</summary>
    public int Round { get; init; }

    public AffiliationStatus Status { get; init; }

    /// <summary>When the current step was reached, UTC.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When it expires unless it has become active, UTC.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public Acquisition? Acquisition { get; init; }

    public ImmutableArray<ConsentGiven> Consents { get; init; } = [];

    /// <summary>The CADAP of this round as it was put before the member; null before that.</summary>
    public string? ContractId { get; init; }

    /// <summary>How often payroll was asked in this round.</summary>
    public int Attempts { get; init; }

    /// <summary>Why payroll said no, as a code of the payroll port.</summary>
    public string? PayrollReason { get; init; }
}
