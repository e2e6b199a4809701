using Serverless.App.Payroll.Outgoing;
using Serverless.App.Payroll.Requests;

namespace Serverless.App.Payroll.Incoming;

/// <summary>How far an answer of payroll is.</summary>
internal enum IncomingStatus
{
    /// <summary>Whole, its totals right; its lines are being booked.</summary>
    Running,

    Finished,

    /// <summary>Not taken at all; a task says why.</summary>
    Refused,
}

/// <summary>Lines by what they came to, and the amounts that were booked with them.</summary>
internal sealed record IncomingCounts(
    int Applied,
    int Partial,
    int Rejected,
    int Unmatched,
    int Repeated,
    int Contradicted,
    int Unknown,
    int Unreadable
)
{
    internal static readonly IncomingCounts None = new(0, 0, 0, 0, 0, 0, 0, 0);

    internal int Total => Applied + Partial + Rejected + Unmatched + Repeated + Contradicted + Unknown + Unreadable;

    internal static IncomingCounts Of(IEnumerable<LineOutcome> outcomes)
    {
        var by = outcomes.CountBy(outcome => outcome).ToDictionary();
        int Count(LineOutcome outcome) => by.GetValueOrDefault(outcome);
        return new IncomingCounts(
            Count(LineOutcome.Applied),
            Count(LineOutcome.Partial),
            Count(LineOutcome.Rejected),
            Count(LineOutcome.Unmatched),
            Count(LineOutcome.Repeated),
            Count(LineOutcome.Contradicted),
            Count(LineOutcome.Unknown),
            Count(LineOutcome.Unreadable)
        );
    }

    internal IncomingCounts Plus(IncomingCounts more) =>
        new(
            Applied + more.Applied,
            Partial + more.Partial,
            Rejected + more.Rejected,
            Unmatched + more.Unmatched,
            Repeated + more.Repeated,
            Contradicted + more.Contradicted,
            Unknown + more.Unknown,
            Unreadable + more.Unreadable
        );
}

/// <summary>
/// One answer of payroll, known by its content: the same bytes under any name and at any time are the same file. The state is the job's
/// cursor too (decision 16).
/// </summary>
/// <param name="Sha256">Of the whole file, hex; names its copy in <c>done/</c>.</param>
internal sealed record IncomingFile(string Id, string Sha256, long Length, DateTimeOffset ReceivedAt)
{
    public IncomingStatus Status { get; init; } = IncomingStatus.Running;

    /// <summary>Why it was refused.</summary>
    public string? Refusal { get; init; }

    /// <summary>The outgoing file that it answers.</summary>
    public string OutgoingId { get; init; } = "";

    /// <summary>Lines that the trailer promises; the check has counted them.</summary>
    public int Lines { get; init; }

    /// <summary>Byte at which the next line begins, and its number as an editor counts.</summary>
    public long Offset { get; init; }

    public int NextLine { get; init; } = 1;

    public int Slices { get; init; }

    public IncomingCounts Counts { get; init; } = IncomingCounts.None;

    /// <summary>What the outgoing file's tally will grow by.</summary>
    public AnswerTally Tally { get; init; } = AnswerTally.None;

    public DateTimeOffset? FinishedAt { get; init; }
}
