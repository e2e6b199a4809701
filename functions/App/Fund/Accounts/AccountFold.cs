namespace Serverless.App.Fund.Accounts;

/// <summary>What the postings of an account add up to. Pure.</summary>
internal static class AccountFold
{
    /// <summary>Whether balance, count of contributions and each posting's own running balance follow from the amounts.</summary>
    internal static bool Agrees(IndividualAccount account, IReadOnlyList<Posting> postings)
    {
        var balance = 0L;
        foreach (var posting in postings)
        {
            balance += posting.Made.AmountCentimos;
            if (posting.Made.BalanceCentimos != balance)
            {
                return false;
            }
        }

        return balance == account.BalanceCentimos
            && postings.Count(posting => posting.Kind == PostingKind.Contribution) == account.Contributions;
    }
}
