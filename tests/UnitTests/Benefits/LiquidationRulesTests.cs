using CsCheck;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Benefits;

public sealed class LiquidationRulesTests
{
    [Theory]
    [InlineData(nameof(BenefitKind.Invalidity), 6_000, 16_000)]
    [InlineData(nameof(BenefitKind.Death), 6_000, 16_000)]
    [InlineData(nameof(BenefitKind.Invalidity), 22_000, 0)]
    [InlineData(nameof(BenefitKind.Invalidity), 30_000, 0)]
    [InlineData(nameof(BenefitKind.Death), 0, 22_000)]
    public void D02_complement_brings_the_account_to_four_tax_units_and_never_below_what_is_there(string kind, int account, int complement)
    {
        var liquidation = LiquidationRules.Calculate(SampleClaim.Inputs(Enum.Parse<BenefitKind>(kind), account, 4m)).Value;

        Assert.Equal(new Money(complement), liquidation.Complement);
        Assert.Equal(new Money(account), liquidation.FromAccount);
        Assert.Equal(new Money(account + complement), liquidation.Net);
    }

    [Fact]
    public void D02_retirement_pays_the_account_without_complement()
    {
        var liquidation = LiquidationRules.Calculate(SampleClaim.Inputs(BenefitKind.Retirement, 12_345.67m)).Value;

        Assert.Equal((new Money(12_345.67m), Money.Zero), (liquidation.Net, liquidation.Complement));
    }

    [Fact]
    public void Loans_are_set_off_before_courts_and_both_before_the_member()
    {
        var inputs = SampleClaim.Inputs(BenefitKind.Retirement, 1_000m) with
        {
            Debts = [new Debt("loan-1", new Money(600m)), new Debt("loan-2", new Money(300m))],
            Withholdings = [new Withholding("court-1", new Money(250m))],
        };

        var liquidation = LiquidationRules.Calculate(inputs).Value;

        Assert.Equal([new Money(600m), new Money(300m)], liquidation.SetOffs.Select(debt => debt.Payoff));
        Assert.Equal(new Money(100m), Assert.Single(liquidation.Withheld).Amount);
        Assert.Equal(Money.Zero, liquidation.Net);
        Assert.Equal(Money.Zero, Assert.Single(liquidation.Payments).Amount);
    }

    [Fact]
    public void Refund_leaves_loans_alone_and_bears_interest_only_when_the_terms_say_so()
    {
        var plain = SampleClaim.Inputs(BenefitKind.Refund, 900m) with { Undue = new Money(100m), Debts = [new Debt("l", new Money(50m))] };
        var bearing = plain with { UndueMonths = 12, UndueInterest = 0.005m };

        Assert.Equal(new Money(100m), LiquidationRules.Calculate(plain).Value.Net);
        // 100 × (1.005^12 − 1) = 6.1678 → 6.17.
        Assert.Equal(new Money(6.17m), LiquidationRules.Calculate(bearing).Value.Complement);
    }

    [Fact]
    public void Refund_of_more_than_the_account_is_refused()
    {
        var inputs = SampleClaim.Inputs(BenefitKind.Refund, 99.99m) with { Undue = new Money(100m) };

        Assert.Equal("benefits.refund-exceeds-account", LiquidationRules.Calculate(inputs).Error!.Code);
    }

    [Fact]
    public void Empty_account_without_complement_is_nothing_to_pay() =>
        Assert.Equal("benefits.nothing-to-pay", LiquidationRules.Calculate(SampleClaim.Inputs(BenefitKind.Retirement, 0m)).Error!.Code);

    [Theory]
    [InlineData(6_000, 3_999)]
    [InlineData(6_000, 4_001)]
    [InlineData(10_001, -1)]
    public void Shares_that_are_not_whole_are_refused(int first, int second)
    {
        var inputs = SampleClaim.Inputs(BenefitKind.Death, 6_000m, 4m) with
        {
            Shares = [new Share("b1", first, false), new Share("b2", second, false)],
        };

        Assert.Equal("benefits.shares-not-whole", LiquidationRules.Calculate(inputs).Error!.Code);
    }

    [Fact]
    public void Share_of_a_missing_heir_is_set_aside()
    {
        var inputs = SampleClaim.Inputs(BenefitKind.Death, 6_000m, 4m) with
        {
            Shares = [new Share("b1", 6_000, false), new Share("b2", 4_000, true)],
        };

        var payments = LiquidationRules.Calculate(inputs).Value.Payments;

        Assert.Equal(
            [new PayeeAmount("b1", new Money(13_200m), false), new PayeeAmount("b2", new Money(8_800m), true)],
            payments.AsEnumerable()
        );
    }

    [Fact]
    public void Gross_is_set_offs_and_courts_and_payments_to_the_centimo_for_any_figures() =>
        Figures.Sample(inputs =>
        {
            var made = LiquidationRules.Calculate(inputs).Value;
            var parts =
                Money.Sum(made.SetOffs.Select(debt => debt.Payoff))
                + Money.Sum(made.Withheld.Select(order => order.Amount))
                + Money.Sum(made.Payments.Select(payment => payment.Amount));

            Assert.Equal(made.Gross, parts);
            Assert.All(made.Payments, payment => Assert.True(payment.Amount >= Money.Zero));
            Assert.True(made.Gross >= (inputs.TaxUnit * inputs.TargetUnits));
        });

    [Fact]
    public void Nobody_gets_a_centimo_more_than_their_share_rounded_up() =>
        Figures.Sample(inputs =>
        {
            var made = LiquidationRules.Calculate(inputs).Value;

            Assert.All(
                made.Payments.Zip(inputs.Shares),
                pair =>
                    Assert.InRange(
                        pair.First.Amount.Centimos - (made.Net.Centimos * (decimal)pair.Second.Hundredths / LiquidationRules.Whole),
                        -1m,
                        1m
                    )
            );
        });

    [Fact]
    public void Share_of_who_died_first_falls_to_the_others_in_proportion()
    {
        Share[] named = [new("b1", 5_000, false), new("b2", 3_000, false), new("b3", 2_000, false)];

        var shares = ShareRules.Accrue([.. named], new HashSet<string> { "b1" });

        Assert.Equal([new Share("b2", 6_000, false), new Share("b3", 4_000, false)], shares.AsEnumerable());
    }

    [Fact]
    public void Accrued_shares_are_whole_for_any_shares() =>
        WholeShares
            .Where(shares => shares.Length > 1)
            .Sample(shares =>
                Assert.Equal(
                    LiquidationRules.Whole,
                    ShareRules.Accrue([.. shares], new HashSet<string> { shares[0].PayeeId }).Sum(share => share.Hundredths)
                )
            );

    private static readonly Gen<Share[]> WholeShares = Gen.Int[1, 900]
        .Array[1, 10]
        .Select(weights =>
        {
            var left = LiquidationRules.Whole - weights.Skip(1).Sum();
            return weights.Select((weight, place) => new Share($"b{place}", place == 0 ? left : weight, place % 3 == 2)).ToArray();
        });

    private static readonly Gen<LiquidationInputs> Figures = Gen.Select(
        Gen.Long[1, 9_000_000_00],
        Gen.Long[0, 5_000_000].Array[0, 4],
        Gen.Long[0, 5_000_000].Array[0, 3],
        WholeShares,
        (balance, debts, orders, shares) =>
            new LiquidationInputs(BenefitKind.Death, SampleClaim.Today, "2026-01", new Money(5_500m), 4m, Money.FromCentimos(balance))
            {
                Debts = [.. debts.Select((centimos, place) => new Debt($"loan-{place}", Money.FromCentimos(centimos)))],
                Withholdings = [.. orders.Select((centimos, place) => new Withholding($"c{place}", Money.FromCentimos(centimos)))],
                Shares = [.. shares],
            }
    );
}
