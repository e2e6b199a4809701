using Serverless.App.Credits.Rates;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Arrears;

/// <summary>
/// Interest on what is overdue: compensatory at the credit's rate and, on top of it, moratory at its own, both over days/360. They are
/// added, never capitalised, and nothing else may be charged for being late (Law 31143).
/// </summary>
/// <param name="Compensatory">Not rounded.</param>
/// <param name="Moratory">Not rounded.</param>
internal sealed record LateInterest(Money Compensatory, Money Moratory)
{
    public Money Total => Compensatory + Moratory;

    /// <param name="overdue">What the interest runs on: the overdue instalment, or its principal, as the contract says.</param>
    /// <param name="tea">Effective annual rate of the credit.</param>
    /// <param name="moratory">Effective annual moratory rate, within the cap of the date.</param>
    /// <param name="days">Days since the due date; none when it is not past.</param>
    public static LateInterest On(Money overdue, Rate tea, Rate moratory, int days, int yearBasis = RateConversion.CommercialYear) =>
        days <= 0
            ? new(Money.Zero, Money.Zero)
            : new(
                RateConversion.InterestForDays(overdue, tea, days, yearBasis),
                RateConversion.InterestForDays(overdue, moratory, days, yearBasis)
            );

    public LateInterest Round(RoundingPolicy policy) => new(Compensatory.Round(policy), Moratory.Round(policy));
}
