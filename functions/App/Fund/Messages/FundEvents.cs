using Serverless.Platform.Storage;

namespace Serverless.App.Fund.Messages;

/// <summary>Postings to individual accounts; published contracts (decision 17). The events of an account are its ledger.</summary>
internal static class FundEvents
{
    /// <summary>A month's contribution came.</summary>
    internal static readonly EventKind<PostingMade> ContributionPosted = Kind("fund.contribution-posted");

    internal static readonly EventKind<PostingMade> InterestPosted = Kind("fund.interest-posted");

    internal static readonly EventKind<PostingMade> BonusPosted = Kind("fund.bonus-posted");

    internal static readonly EventKind<PostingMade> AdjustmentPosted = Kind("fund.adjustment-posted");

    internal static readonly EventKind<PostingMade> WithdrawalPosted = Kind("fund.withdrawal-posted");

    internal static readonly EventKind<PostingMade> RefundPosted = Kind("fund.refund-posted");

    internal static readonly EventKind<PostingMade> DebtOffsetPosted = Kind("fund.debt-offset-posted");

    /// <summary>An officer read the statement.</summary>
    internal static readonly EventKind<AccountViewed> AccountViewed = new("fund.account-viewed", FundJson.Default.AccountViewed);

    private static EventKind<PostingMade> Kind(string type) => new(type, FundJson.Default.PostingMade);
}

/// <summary>One posting.</summary>
/// <param name="Period">The month it is for, <c>2026-12</c>.</param>
/// <param name="AmountCentimos">Below zero for what leaves the account.</param>
/// <param name="ValueOn">The day it counts from.</param>
/// <param name="BalanceCentimos">Balance with it, in the ledger's own order.</param>
/// <param name="Source">What it follows from: a payroll message, a line of a file, a run, a claim.</param>
internal sealed record PostingMade(
    string MemberId,
    string Period,
    long AmountCentimos,
    DateOnly ValueOn,
    long BalanceCentimos,
    string Source
)
{
    /// <summary>The row of the fund's rules that the amount follows from.</summary>
    public string? ParameterVersion { get; init; }
}

/// <summary>An officer looked at an account.</summary>
/// <param name="Officer">The staff token's subject.</param>
internal sealed record AccountViewed(string MemberId, string Officer, string Purpose);
