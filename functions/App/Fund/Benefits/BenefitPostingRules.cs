using Serverless.App.Benefits.Messages;
using Serverless.App.Fund.Accounts;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Benefits;

/// <summary>
/// What a paid claim takes out of the account. The account pays the member's loans first and the payee with the rest; the complement is
/// the fund's own money and never was in the account. Together they are what the claim says, so both ledgers agree. Pure.
/// </summary>
internal static class BenefitPostingRules
{
    internal static IReadOnlyList<Entry> Entries(ClaimPaid paid)
    {
        var day = LimaTime.DateOf(paid.At);
        var month = AccountRules.MonthOf(day);
        var offset = Math.Min(paid.AccountCentimos, paid.SetOffs.Sum(loan => loan.Centimos));
        var kind = paid.Kind == BenefitKind.Refund ? PostingKind.Refund : PostingKind.Withdrawal;
        return
        [
            new Entry(PostingKind.DebtOffset, month, -offset, day, paid.ClaimId),
            new Entry(kind, month, offset - paid.AccountCentimos, day, paid.ClaimId),
        ];
    }
}
