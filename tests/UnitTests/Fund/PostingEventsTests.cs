using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Messages;
using Serverless.Platform.Storage;

namespace Serverless.UnitTests.Fund;

/// <summary>The account's ledger is its events: their names are published and stay.</summary>
public sealed class PostingEventsTests
{
    private static readonly PostingMade Made = new("m", "2026-01", -5, new(2026, 1, 31), 7, "t") { ParameterVersion = "2012" };

    [Theory]
    [InlineData(nameof(PostingKind.Contribution), "fund.contribution-posted")]
    [InlineData(nameof(PostingKind.Interest), "fund.interest-posted")]
    [InlineData(nameof(PostingKind.Bonus), "fund.bonus-posted")]
    [InlineData(nameof(PostingKind.Adjustment), "fund.adjustment-posted")]
    [InlineData(nameof(PostingKind.Withdrawal), "fund.withdrawal-posted")]
    [InlineData(nameof(PostingKind.Refund), "fund.refund-posted")]
    [InlineData(nameof(PostingKind.DebtOffset), "fund.debt-offset-posted")]
    public void D01_posting_is_read_as_it_was_written(string kind, string type)
    {
        var posting = new Posting(Enum.Parse<PostingKind>(kind), Made, 4);

        var written = PostingEvents.Of(posting);

        Assert.Equal(type, written.Type);
        Assert.Equal(posting, PostingEvents.Read(Stored(written)));
    }

    [Fact]
    public void D14_look_at_an_account_is_no_posting()
    {
        var viewed = FundEvents.AccountViewed.With(new AccountViewed("m", "officer-a", "reclamo"));

        Assert.Equal("fund.account-viewed", viewed.Type);
        Assert.Null(PostingEvents.Read(Stored(viewed)));
    }

    private static StoredEvent Stored(NewEvent made) =>
        new("e1", 4, made.Type, made.Version, new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), made.Data)
        {
            CommandId = "c1",
            Previous = default,
            Hash = default,
        };
}
