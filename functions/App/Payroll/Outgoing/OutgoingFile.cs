namespace Serverless.App.Payroll.Outgoing;

/// <summary>How far an outgoing file is.</summary>
internal enum OutgoingStatus
{
    /// <summary>Asked for; what goes in is not fixed yet.</summary>
    Ordered,

    /// <summary>The list of what may go in is fixed; the requests are being put in.</summary>
    Planned,

    /// <summary>Every request knows its file; the file itself is being written.</summary>
    Marked,

    /// <summary>Payroll can see it.</summary>
    Written,

    /// <summary>Nothing was left to ask; there is no file.</summary>
    Empty,
}

/// <summary>What payroll answered to the lines of a file. Amounts in céntimos; those of the first three are what was requested.</summary>
/// <param name="Applied">Lines applied in full or in part.</param>
/// <param name="Unmatched">Lines that payroll answered about another amount and that nobody has sorted out yet.</param>
/// <param name="TakenCentimos">What was really taken.</param>
internal sealed record AnswerTally(
    int Applied,
    long AppliedCentimos,
    int Rejected,
    long RejectedCentimos,
    int Unmatched,
    long UnmatchedCentimos,
    long TakenCentimos
)
{
    internal static readonly AnswerTally None = new(0, 0, 0, 0, 0, 0, 0);

    internal AnswerTally Plus(AnswerTally more) =>
        new(
            Applied + more.Applied,
            AppliedCentimos + more.AppliedCentimos,
            Rejected + more.Rejected,
            RejectedCentimos + more.RejectedCentimos,
            Unmatched + more.Unmatched,
            UnmatchedCentimos + more.UnmatchedCentimos,
            TakenCentimos + more.TakenCentimos
        );
}

/// <summary>
/// One file of requested discounts for one UGEL and month. Which requests it holds is fixed once, by the commit of its plan; after that
/// it comes out the same however often it is made (decision 16).
/// </summary>
/// <param name="Number">Counts the files of a UGEL; part of the file's name.</param>
internal sealed record OutgoingFile(string Id, string Ugel, string Period, int Number, DateTimeOffset OrderedAt)
{
    public OutgoingStatus Status { get; init; } = OutgoingStatus.Ordered;

    /// <summary>Which attempt's plan counts, and of how many parts it is.</summary>
    public string Plan { get; init; } = "";

    public int PlanParts { get; init; }

    /// <summary>Parts of the plan whose requests know their file.</summary>
    public int MarkedParts { get; init; }

    public int Lines { get; init; }

    public long Centimos { get; init; }

    /// <summary>Of the bytes before the trailer, as the trailer has it.</summary>
    public string Sha256 { get; init; } = "";

    public DateTimeOffset? WrittenAt { get; init; }

    public AnswerTally Answers { get; init; } = AnswerTally.None;

    internal int PendingLines => Lines - Answers.Applied - Answers.Rejected - Answers.Unmatched;

    internal long PendingCentimos => Centimos - Answers.AppliedCentimos - Answers.RejectedCentimos - Answers.UnmatchedCentimos;
}

/// <summary>The files of a UGEL: one is made at a time, and each has the next number.</summary>
internal sealed record UgelDesk(string Ugel, int LastNumber);
