using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Caps;

/// <summary>
/// Tax on financial transactions (ITF): a share of what moves on an account, brought down to a multiple of S/ 0.05 (Law 28194, Law
/// 29667). Payroll discounts move no account and pay none; the tax stays out of the TCEA.
/// </summary>
internal static class TransactionTax
{
    public static Money On(Money moved, Rate rate) => (moved * rate.Fraction).Round(RoundingPolicy.DownToFiveCentimos);
}
