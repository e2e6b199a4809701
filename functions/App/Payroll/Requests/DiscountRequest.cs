using Serverless.App.Payroll.Messages;

namespace Serverless.App.Payroll.Requests;

/// <summary>Where a requested discount stands.</summary>
internal enum DiscountStatus
{
    /// <summary>Waits for the next file of its UGEL.</summary>
    Open,

    /// <summary>Stands in a file; payroll has not answered.</summary>
    Sent,

    /// <summary>Taken from the payslip, in full or in part.</summary>
    Applied,

    Rejected,

    /// <summary>Payroll answered about another amount than was asked; an officer sorts it out, or a corrected file does.</summary>
    Unmatched,
}

/// <summary>What a line of an answer came to.</summary>
internal enum LineOutcome
{
    Applied,
    Partial,
    Rejected,

    /// <summary>The request was found, the amount asked is another.</summary>
    Unmatched,

    /// <summary>Says again what an earlier line said.</summary>
    Repeated,

    /// <summary>Says something else than an earlier line that was booked.</summary>
    Contradicted,

    /// <summary>Nobody, or nobody who was in the file.</summary>
    Unknown,

    Unreadable,
}

/// <summary>An answer that changed the request, kept so that the same line read again comes to the same outcome.</summary>
/// <param name="FileId">The incoming file.</param>
/// <param name="WasUnmatched">Whether it settled what an earlier answer left unmatched.</param>
internal sealed record LineAnswer(string FileId, int Line, LineOutcome Outcome, bool WasUnmatched);

/// <summary>
/// One discount asked of payroll: for one member, one concept, one attempt. It is booked at most once, whatever payroll sends and however
/// often.
/// </summary>
/// <param name="Concept">One of <see cref="DiscountConcepts"/>.</param>
/// <param name="Ugel">The payroll unit whose file it goes into.</param>
/// <param name="AskedAt">When the other context asked; its place in the file.</param>
internal sealed record DiscountRequest(
    string Id,
    string MemberId,
    string Concept,
    DiscountAttempt Attempt,
    string Ugel,
    DateTimeOffset AskedAt
)
{
    public DiscountStatus Status { get; init; } = DiscountStatus.Open;

    /// <summary>The outgoing file it stands in.</summary>
    public string? FileId { get; init; }

    /// <summary>Month of the payslip, known with the file.</summary>
    public string Period { get; init; } = "";

    public long RequestedCentimos { get; init; }

    public long AppliedCentimos { get; init; }

    /// <summary>Payroll's reason for less than was asked.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<LineAnswer> Answers { get; init; } = [];
}
