namespace Serverless.App.Fund.Accounts;

/// <summary>
/// A member's individual account (Cuenta Individual) under the member's own id: what follows from its postings, so that no reader has to
/// add them up. The postings themselves are its events; a nightly job adds them up and compares.
/// </summary>
/// <param name="Id">The member.</param>
/// <param name="OpenedOn">Value date of the first posting.</param>
/// <param name="ClosedMonth">First day of the last month that has its interest and bonus.</param>
internal sealed record IndividualAccount(string Id, DateOnly OpenedOn, DateOnly ClosedMonth)
{
    public long BalanceCentimos { get; init; }

    /// <summary>Balance at the end of <see cref="ClosedMonth"/>: what the next month's interest is of.</summary>
    public long ClosedCentimos { get; init; }

    /// <summary>Balance at the end of the last quarter, less what left since: what the next bonus is of.</summary>
    public long QuarterCentimos { get; init; }

    /// <summary>What came and went in months that are not closed yet, oldest first.</summary>
    public IReadOnlyList<OpenMonth> Open { get; init; } = [];

    /// <summary>Months that have a contribution, see <see cref="MonthSet"/>: no month is paid for twice.</summary>
    public ReadOnlyMemory<byte> PaidMonths { get; init; }

    public int Contributions { get; init; }

    /// <summary>First day of the earliest month paid for.</summary>
    public DateOnly? FirstContribution { get; init; }

    public DateOnly? LastContribution { get; init; }

    public MonthClose? LastClose { get; init; }

    /// <summary>The rules that the last posting followed.</summary>
    public string ParameterVersion { get; init; } = "";
}

/// <summary>Sums of a month that is not closed yet, by value date; both above zero.</summary>
internal sealed record OpenMonth(DateOnly Month, long InCentimos, long OutCentimos);

/// <summary>What a run of the monthly close posted here, so that its repetition counts the same.</summary>
internal sealed record MonthClose(string RunId, long InterestCentimos, long BonusCentimos);
