using System.Globalization;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Messages;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Claims;

/// <summary>
/// The figures of a resolution, out of those that go to the bank (domain.md section 1.4). They follow from the claim alone, so that the
/// step that runs again draws the same paper. Pure.
/// </summary>
internal static class ResolutionRules
{
    private const int LettersOfAnId = 8;

    /// <param name="memberName">Of the member, whom the claim does not name.</param>
    /// <param name="payeeOf">Who a payee is; null for one who was erased.</param>
    internal static BenefitResolution Of(BenefitClaim claim, Liquidation figures, string memberName, Func<string, ClaimPayee?> payeeOf) =>
        new(
            NumberOf(claim),
            $"SB-{Short(claim.Id)}",
            NameOf(claim.Kind),
            LimaTime.DateOf(claim.ApprovedAt ?? claim.Since),
            figures.FromAccount,
            figures.Complement,
            [
                .. figures.SetOffs.Select(debt => new ResolutionDeduction($"Saldo del crédito {Short(debt.LoanId)}", debt.Payoff)),
                .. figures.Withheld.Select(hold => new ResolutionDeduction(
                    $"Retención judicial {FileOf(claim, hold.HoldId)}",
                    hold.Amount
                )),
            ],
            [
                .. figures
                    .Payments.Where(payment => payment.Amount > Money.Zero)
                    .Select(payment => Payee(payment, payeeOf(payment.PayeeId), memberName)),
            ],
            BasisOf(figures.Inputs)
        );

    internal static string NumberOf(BenefitClaim claim) =>
        string.Create(CultureInfo.InvariantCulture, $"RB-{Short(claim.Id)}-{claim.Round}");

    private static ResolutionPayee Payee(PayeeAmount payment, ClaimPayee? payee, string memberName) =>
        new(
            payee?.Name ?? memberName,
            payment.IsHeld ? "Se guarda hasta ubicar a la persona"
                : payee?.Cci is { Length: > 4 } cci ? $"CCI terminado en {cci[^4..]}"
                : "Por indicar",
            payment.Amount
        );

    private static string BasisOf(LiquidationInputs inputs)
    {
        var unit = string.Create(CultureInfo.InvariantCulture, $"UIT de {inputs.On.Year}: {inputs.TaxUnit}");
        var target =
            inputs.TargetUnits > 0m
                ? string.Create(CultureInfo.InvariantCulture, $"; complemento hasta {inputs.TargetUnits:0.##} UIT")
                : "";
        return $"{unit}{target}; parámetros {inputs.ParameterVersion}.";
    }

    private static string FileOf(BenefitClaim claim, string holdId) =>
        claim.CourtOrders.FirstOrDefault(order => order.Id == holdId)?.File ?? Short(holdId);

    private static string Short(string id) => id[..Math.Min(LettersOfAnId, id.Length)].ToUpperInvariant();

    private static string NameOf(BenefitKind kind) =>
        kind switch
        {
            BenefitKind.Retirement => "Retiro",
            BenefitKind.Invalidity => "Invalidez",
            BenefitKind.Death => "Fallecimiento",
            BenefitKind.Refund => "Devolución",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No name for this benefit"),
        };
}
