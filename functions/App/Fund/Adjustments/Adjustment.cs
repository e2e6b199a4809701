using System.Collections.Immutable;
using Serverless.Platform.Authorization;

namespace Serverless.App.Fund.Adjustments;

/// <summary>How far a correction is.</summary>
internal enum AdjustmentStatus
{
    /// <summary>Waits for a second person.</summary>
    Proposed,

    /// <summary>Posted, or about to be.</summary>
    Approved,

    Refused,
}

/// <summary>
/// A correction (AJUSTE) of one posting: what was posted is taken back by a contra-posting and what is right is posted in its place; the
/// wrong posting itself stays for ever. One posting has one correction; a correction that was refused may be proposed again.
/// </summary>
/// <param name="Posting">Number of the posting in the account's ledger.</param>
/// <param name="WasCentimos">What it was posted with.</param>
/// <param name="RightCentimos">What it should have been; 0 when it should not be there.</param>
/// <param name="Period">The month the posting is for, <c>2026-12</c>.</param>
/// <param name="Reason">The proposer's words, without data of persons.</param>
internal sealed record Adjustment(
    string Id,
    string MemberId,
    long Posting,
    long WasCentimos,
    long RightCentimos,
    string Period,
    string Reason,
    DateTimeOffset ProposedAt
)
{
    /// <summary>Counts proposals of the same posting.</summary>
    public int Round { get; init; } = 1;

    public AdjustmentStatus Status { get; init; }

    /// <summary>Who proposed and who decided: subjects of staff tokens.</summary>
    public ImmutableArray<Duty> Duties { get; init; } = [];

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Refusal { get; init; }
}

/// <summary>What happens to corrections; the audit trail, and what the account follows.</summary>
/// <param name="Act"><c>propose</c>, <c>approve</c> or <c>refuse</c>.</param>
/// <param name="By">Subject of the staff token.</param>
internal sealed record AdjustmentMoved(string AdjustmentId, string MemberId, int Round, string Act, string By);
