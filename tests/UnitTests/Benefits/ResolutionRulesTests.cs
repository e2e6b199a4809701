using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Benefits;

public sealed class ResolutionRulesTests
{
    [Fact]
    public void D14_payees_of_a_resolution_are_paid_the_net_and_nobodys_whole_account_stands_on_it()
    {
        var claim = SampleClaim.In(ClaimStatus.DebtOffset, BenefitKind.Death) with
        {
            CourtOrders = [new CourtOrder("hold-1", "EXP-77", new Money(100m), SampleClaim.Now, null)],
        };
        var inputs = SampleClaim.Inputs(BenefitKind.Death, 6_000m, 4m) with
        {
            Debts = [new Debt("a1b2c3d4-loan", new Money(1_234.56m))],
            Withholdings = [new Withholding("hold-1", new Money(100m))],
            Shares = [new Share("b1", 6_000, false), new Share("b2", 4_000, true)],
        };
        var figures = LiquidationRules.Calculate(inputs).Value;

        var paper = ResolutionRules.Of(
            claim,
            figures,
            "Rosa Quispe",
            payee => payee == "b1" ? new ClaimPayee("40000021", "Luz Quispe", "00219100123456789053") : null
        );

        Assert.Equal(figures.Net, paper.Net);
        Assert.Equal(paper.Net, Money.Sum(paper.Payees.Select(payee => payee.Amount)));
        Assert.Equal(["Saldo del crédito A1B2C3D4", "Retención judicial EXP-77"], paper.Deductions.Select(one => one.Text));
        Assert.Equal(["CCI terminado en 9053", "Se guarda hasta ubicar a la persona"], paper.Payees.Select(payee => payee.AccountMasked));
        Assert.Equal(("Fallecimiento", SampleClaim.Today), (paper.Benefit, paper.ApprovedOn));
        Assert.Contains("complemento hasta 4 UIT", paper.Basis, StringComparison.Ordinal);
    }

    [Fact]
    public void Benefit_that_the_loans_took_whole_has_a_resolution_without_payees()
    {
        var inputs = SampleClaim.Inputs(BenefitKind.Retirement, 1_000m) with { Debts = [new Debt("loan-1", new Money(5_000m))] };

        var paper = ResolutionRules.Of(
            SampleClaim.In(ClaimStatus.DebtOffset),
            LiquidationRules.Calculate(inputs).Value,
            "Rosa Quispe",
            _ => null
        );

        Assert.Equal(Money.Zero, paper.Net);
        Assert.Empty(paper.Payees);
    }
}
