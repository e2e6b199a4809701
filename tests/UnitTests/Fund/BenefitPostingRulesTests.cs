using CsCheck;
using Serverless.App.Benefits.Messages;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Benefits;

namespace Serverless.UnitTests.Fund;

public sealed class BenefitPostingRulesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void D02_loans_are_paid_first_and_the_rest_goes_to_the_member_on_the_day_in_Lima()
    {
        var entries = BenefitPostingRules.Entries(Paid(BenefitKind.Retirement, 6_000_00, 1_500_00));

        Assert.Equal(
            [(PostingKind.DebtOffset, -1_500_00L), (PostingKind.Withdrawal, -4_500_00L)],
            entries.Select(entry => (entry.Kind, entry.Centimos))
        );
        Assert.All(entries, entry => Assert.Equal(new(2026, 11, 21), entry.ValueOn));
    }

    [Fact]
    public void D02_every_loan_of_the_claim_is_set_off_in_the_month_of_the_payment()
    {
        var paid = Paid(BenefitKind.Retirement, 6_000_00, 0) with
        {
            SetOffs = [new ClaimSetOff("l1", 1_000_00), new ClaimSetOff("l2", 500_00)],
        };

        var entries = BenefitPostingRules.Entries(paid);

        Assert.Equal([-1_500_00L, -4_500_00L], entries.Select(entry => entry.Centimos));
        Assert.All(entries, entry => Assert.Equal((new DateOnly(2026, 11, 1), "c1"), (entry.Month, entry.Source)));
    }

    [Fact]
    public void Refund_is_no_withdrawal() =>
        Assert.Contains(BenefitPostingRules.Entries(Paid(BenefitKind.Refund, 27_50, 0)), entry => entry.Kind == PostingKind.Refund);

    [Fact]
    public void Account_gives_what_the_claim_says_whatever_the_loans_take() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 2_000_000])
            .Sample(
                (account, loans) =>
                {
                    var entries = BenefitPostingRules.Entries(Paid(BenefitKind.Invalidity, account, loans));
                    return entries.Sum(entry => entry.Centimos) == -account && entries.All(entry => entry.Centimos <= 0);
                }
            );

    private static ClaimPaid Paid(BenefitKind kind, long account, long loans) =>
        new("c1", "m1", kind, account, 0, [new ClaimSetOff("l1", loans)], At);
}
