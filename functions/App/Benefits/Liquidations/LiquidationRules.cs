using System.Collections.Immutable;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Liquidations;

/// <summary>
/// The amounts of domain.md section 1.4: gross benefit − loans − court orders = net, the net among the payees. Pure, and exact to the
/// céntimo: no share of a céntimo is paid twice or lost.
/// </summary>
internal static class LiquidationRules
{
    /// <summary>All of it, in hundredths of a per cent.</summary>
    internal const int Whole = 10_000;

    /// <returns>The figures, or <c>benefits.nothing-to-pay</c>, <c>-refund-exceeds-account</c>, <c>-shares-not-whole</c>.</returns>
    internal static Result<Liquidation> Calculate(LiquidationInputs inputs)
    {
        if (inputs.Shares.Sum(share => (long)share.Hundredths) != Whole || inputs.Shares.Any(share => share.Hundredths <= 0))
        {
            return BenefitErrors.SharesNotWhole;
        }

        return Gross(inputs).Then<Liquidation>(gross => Distribute(gross));
    }

    private static Result<Liquidation> Gross(LiquidationInputs inputs)
    {
        var account = Money.Max(inputs.Balance, Money.Zero);
        var liquidation = inputs.Kind switch
        {
            BenefitKind.Refund => Refund(inputs, account),
            _ => new Liquidation(inputs, account, Complement(inputs, account)),
        };
        return liquidation is null ? BenefitErrors.RefundExceedsAccount
            : liquidation.Gross <= Money.Zero ? BenefitErrors.NothingToPay
            : liquidation;
    }

    /// <summary>Until the target in total; an account above it is paid as it is.</summary>
    private static Money Complement(LiquidationInputs inputs, Money account) =>
        Money.Max((inputs.TaxUnit * inputs.TargetUnits).Round(RoundingPolicy.Centimo) - account, Money.Zero);

    private static Liquidation? Refund(LiquidationInputs inputs, Money account)
    {
        if (inputs.Undue > account)
        {
            return null;
        }

        var growth = 1m;
        for (var month = 0; month < inputs.UndueMonths; month++)
        {
            growth *= 1m + inputs.UndueInterest;
        }

        return new Liquidation(inputs, inputs.Undue, (inputs.Undue * (growth - 1m)).Round(RoundingPolicy.Centimo));
    }

    private static Liquidation Distribute(Liquidation gross)
    {
        // Loans are set off against a benefit that ends membership, not against money that was never owed to the fund.
        var debts = gross.Inputs.Kind == BenefitKind.Refund ? [] : gross.Inputs.Debts;
        var left = gross.Gross;
        var setOffs = ImmutableArray.CreateBuilder<Debt>();
        foreach (var debt in debts)
        {
            var paid = Money.Min(debt.Payoff, left);
            left -= paid;
            setOffs.Add(debt with { Payoff = paid });
        }

        var withheld = ImmutableArray.CreateBuilder<Withholding>();
        foreach (var order in gross.Inputs.Withholdings)
        {
            var kept = Money.Min(order.Amount, left);
            left -= kept;
            withheld.Add(order with { Amount = kept });
        }

        return gross with
        {
            SetOffs = [.. setOffs.Where(debt => debt.Payoff > Money.Zero)],
            Withheld = [.. withheld.Where(order => order.Amount > Money.Zero)],
            Payments = ShareRules.Divide(left, gross.Inputs.Shares),
        };
    }
}
