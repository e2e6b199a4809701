using Serverless.App.Fund.Messages;
using Serverless.Platform.Storage;

namespace Serverless.App.Fund.Accounts;

/// <summary>A posting and its kind, as rules and statements see it.</summary>
/// <param name="Number">Its place in the account's ledger, once it is stored.</param>
internal sealed record Posting(PostingKind Kind, PostingMade Made, long Number = 0);

/// <summary>From postings to events and back.</summary>
internal static class PostingEvents
{
    private static readonly Dictionary<PostingKind, EventKind<PostingMade>> ByKind = new()
    {
        [PostingKind.Contribution] = FundEvents.ContributionPosted,
        [PostingKind.Interest] = FundEvents.InterestPosted,
        [PostingKind.Bonus] = FundEvents.BonusPosted,
        [PostingKind.Adjustment] = FundEvents.AdjustmentPosted,
        [PostingKind.Withdrawal] = FundEvents.WithdrawalPosted,
        [PostingKind.Refund] = FundEvents.RefundPosted,
        [PostingKind.DebtOffset] = FundEvents.DebtOffsetPosted,
    };

    private static readonly Dictionary<string, PostingKind> ByType = ByKind.ToDictionary(pair => pair.Value.Type, pair => pair.Key);

    internal static NewEvent Of(Posting posting) => ByKind[posting.Kind].With(posting.Made);

    /// <summary>Null for events of an account that move no money.</summary>
    internal static Posting? Read(StoredEvent stored) =>
        ByType.TryGetValue(stored.Type, out var kind) ? new Posting(kind, ByKind[kind].Read(stored), stored.Sequence) : null;
}
