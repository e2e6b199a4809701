using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Messages;

/// <summary>What other contexts may hear of benefits; published contracts, ids and amounts only (decision 17).</summary>
internal static class BenefitEvents
{
    internal static readonly EventKind<ClaimOpened> ClaimOpened = new("benefits.claim-opened", BenefitsJson.Default.ClaimOpened);

    /// <summary>The first money left: the account is spent and the loans it was set off against are paid by that much.</summary>
    internal static readonly EventKind<ClaimPaid> ClaimPaid = new("benefits.claim-paid", BenefitsJson.Default.ClaimPaid);

    /// <summary>Somebody reported the member's death: sessions end, the beneficiary letter is frozen.</summary>
    internal static readonly EventKind<MemberDeathReported> MemberDeathReported = new(
        "benefits.member-death-reported",
        BenefitsJson.Default.MemberDeathReported
    );
}

internal sealed record ClaimOpened(string ClaimId, string MemberId, BenefitKind Kind, DateTimeOffset At);

/// <param name="AccountCentimos">Taken from the individual account.</param>
/// <param name="ComplementCentimos">Paid by the fund on top of the account.</param>
/// <param name="SetOffs">What the member's loans receive out of both.</param>
internal sealed record ClaimPaid(
    string ClaimId,
    string MemberId,
    BenefitKind Kind,
    long AccountCentimos,
    long ComplementCentimos,
    IReadOnlyList<ClaimSetOff> SetOffs,
    DateTimeOffset At
);

internal sealed record ClaimSetOff(string LoanId, long Centimos);

internal sealed record MemberDeathReported(string MemberId, DateTimeOffset At);
