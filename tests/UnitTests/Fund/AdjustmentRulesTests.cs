using System.Globalization;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Adjustments;
using Serverless.App.Fund.Messages;
using Serverless.Platform.Authorization;

namespace Serverless.UnitTests.Fund;

public sealed class AdjustmentRulesTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-03-02T15:00:00Z", CultureInfo.InvariantCulture);

    [Fact]
    public void Wrong_posting_is_taken_back_whole_and_the_right_one_is_posted_in_its_place()
    {
        var approved = AdjustmentRules.Decide(Proposed(2750), null, "officer-b", Now).Value;

        var entries = AdjustmentRules.Entries(approved);

        Assert.Equal([-2570L, 2750L], entries.Select(entry => entry.Centimos));
        Assert.All(entries, entry => Assert.Equal((PostingKind.Adjustment, new DateOnly(2026, 1, 1)), (entry.Kind, entry.Month)));
        Assert.All(entries, entry => Assert.Equal(new DateOnly(2026, 3, 2), entry.ValueOn));
    }

    [Fact]
    public void Who_proposed_does_not_approve_and_a_decision_is_made_once()
    {
        var proposed = Proposed(2750);

        Assert.Equal("platform.duties-not-separate", AdjustmentRules.Decide(proposed, null, "officer-a", Now).Error!.Code);
        Assert.Equal("platform.duties-not-separate", AdjustmentRules.Decide(proposed, "no hace falta", "officer-a", Now).Error!.Code);
        var approved = AdjustmentRules.Decide(proposed, null, "officer-b", Now).Value;
        Assert.Equal("fund.adjustment-decided", AdjustmentRules.Decide(approved, null, "officer-c", Now).Error!.Code);
    }

    [Fact]
    public void Posting_has_one_correction_and_a_refused_one_may_be_proposed_again()
    {
        var proposed = Proposed(2750);
        var refused = AdjustmentRules.Decide(proposed, "el monto es el debido", "officer-b", Now).Value;

        Assert.Equal("fund.adjustment-known", Propose(proposed, 0, PostingKind.Contribution).Error!.Code);
        Assert.Equal(
            (2, 0L),
            (Propose(refused, 0, PostingKind.Contribution).Value.Round, Propose(refused, 0, PostingKind.Contribution).Value.RightCentimos)
        );
    }

    [Theory]
    [InlineData(nameof(PostingKind.Withdrawal), 0)]
    [InlineData(nameof(PostingKind.DebtOffset), 0)]
    [InlineData(nameof(PostingKind.Contribution), 2570)]
    [InlineData(nameof(PostingKind.Interest), -1)]
    public void Money_that_left_the_same_amount_and_a_negative_contribution_are_no_correction(string kind, long right) =>
        Assert.Equal("fund.adjustment-invalid", Propose(null, right, Enum.Parse<PostingKind>(kind)).Error!.Code);

    [Theory]
    [InlineData(nameof(PostingKind.Contribution), 0, true)]
    [InlineData(nameof(PostingKind.Interest), 0, true)]
    [InlineData(nameof(PostingKind.Bonus), 2571, true)]
    [InlineData(nameof(PostingKind.Bonus), -1, false)]
    [InlineData(nameof(PostingKind.Adjustment), -1, true)]
    [InlineData(nameof(PostingKind.Adjustment), 2570, false)]
    [InlineData(nameof(PostingKind.Withdrawal), 2571, false)]
    [InlineData(nameof(PostingKind.Refund), 2571, false)]
    [InlineData(nameof(PostingKind.DebtOffset), 2571, false)]
    public void D01_only_what_entered_the_account_is_corrected_and_only_corrections_may_be_negative(string kind, long right, bool good) =>
        Assert.Equal(good, Propose(null, right, Enum.Parse<PostingKind>(kind)).IsSuccess);

    [Fact]
    public void D01_proposal_takes_amount_and_month_from_the_posting_and_names_who_proposed()
    {
        var proposed = Proposed(2750);

        Assert.Equal(
            (2570L, "2026-01", 1, AdjustmentStatus.Proposed),
            (proposed.WasCentimos, proposed.Period, proposed.Round, proposed.Status)
        );
        Assert.Equal([new Duty("proposer", "officer-a")], proposed.Duties.AsEnumerable());
    }

    [Theory]
    [InlineData(null, nameof(AdjustmentStatus.Approved))]
    [InlineData("el monto es el debido", nameof(AdjustmentStatus.Refused))]
    public void D01_decision_keeps_who_decided_when_and_why_and_is_made_once(string? refusal, string status)
    {
        var decided = AdjustmentRules.Decide(Proposed(2750), refusal, "officer-b", Now).Value;

        Assert.Equal((Enum.Parse<AdjustmentStatus>(status), refusal, Now), (decided.Status, decided.Refusal, decided.DecidedAt));
        Assert.Equal([new Duty("proposer", "officer-a"), new Duty("approver", "officer-b")], decided.Duties.AsEnumerable());
        Assert.Equal("fund.adjustment-decided", AdjustmentRules.Decide(decided, null, "officer-c", Now).Error!.Code);
    }

    [Fact]
    public void D01_correction_that_stands_is_not_corrected_again()
    {
        var approved = AdjustmentRules.Decide(Proposed(2750), null, "officer-b", Now).Value;

        Assert.Equal("fund.adjustment-known", Propose(approved, 0, PostingKind.Contribution).Error!.Code);
    }

    [Fact]
    public void D01_correction_counts_from_the_day_in_Lima_on_which_it_is_decided()
    {
        var night = DateTimeOffset.Parse("2026-03-02T03:00:00Z", CultureInfo.InvariantCulture);

        var entries = AdjustmentRules.Entries(AdjustmentRules.Decide(Proposed(2750), null, "officer-b", night).Value);

        Assert.All(entries, entry => Assert.Equal((new DateOnly(2026, 3, 1), "a1"), (entry.ValueOn, entry.Source)));
    }

    private static Adjustment Proposed(long right) => Propose(null, right, PostingKind.Contribution).Value;

    private static Platform.Kernel.Result<Adjustment> Propose(Adjustment? before, long right, PostingKind kind)
    {
        var posting = new Posting(kind, new PostingMade("member-1", "2026-01", 2570, new DateOnly(2026, 1, 31), 2570, "file-1"), 4);
        return AdjustmentRules.Propose(
            before,
            new Adjustment("a1", "member-1", 4, 0, right, "", "mal tecleado en planilla", Now),
            posting,
            "officer-a"
        );
    }
}
