using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Caps;

/// <summary>What a payslip says.</summary>
/// <param name="Gross">All income of the month.</param>
/// <param name="Legal">Discounts by law: pension, health, tax.</param>
/// <param name="Judicial">Discounts by court order.</param>
/// <param name="Voluntary">Discounts already agreed with anybody.</param>
internal sealed record Payslip(Money Gross, Money Legal, Money Judicial, Money Voluntary);

/// <summary>
/// How much more a payroll may discount: the worker keeps at least a share of the pay that is left after legal and judicial discounts
/// (DS 010-2014-EF: half).
/// </summary>
/// <param name="NetBeforeVoluntary">Pay after legal and judicial discounts.</param>
/// <param name="Floor">What the worker must keep.</param>
/// <param name="AvailableForVoluntary">What all voluntary discounts together may take.</param>
/// <param name="AlreadyUsed">What they take now.</param>
/// <param name="MaxNewInstalment">The highest instalment that still fits, down to the céntimo; never negative.</param>
internal sealed record PayrollFloor(
    Money NetBeforeVoluntary,
    Money Floor,
    Money AvailableForVoluntary,
    Money AlreadyUsed,
    Money MaxNewInstalment
)
{
    private static readonly RoundingPolicy DownToCentimo = new(0.01m, RoundingMode.Down);

    /// <param name="payslip">The last payslip.</param>
    /// <param name="kept">The share that the worker keeps.</param>
    public static PayrollFloor Of(Payslip payslip, Rate kept)
    {
        var net = Money.Max(Money.Zero, payslip.Gross - payslip.Legal - payslip.Judicial);
        var floor = net * kept.Fraction;
        var available = net - floor;
        var free = Money.Max(Money.Zero, available - payslip.Voluntary);
        return new(net, floor, available, payslip.Voluntary, free.Round(DownToCentimo));
    }

    /// <returns>Done, or <c>credits.payroll-floor</c> with the highest instalment that fits.</returns>
    public Result<Done> Accept(Money instalment) =>
        instalment <= MaxNewInstalment
            ? Done.Value
            : Error.Unprocessable("credits.payroll-floor").With("maxInstalment", MaxNewInstalment.ToString());
}
