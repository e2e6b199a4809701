using System.Collections.Immutable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund;

/// <summary>What the close of a month posts to an individual account.</summary>
internal enum FundPostingKind
{
    /// <summary>Contribution of the month (APORTE).</summary>
    Contribution,

    /// <summary>Interest on the balance at the end of the month before (INTERES).</summary>
    Interest,

    /// <summary>Share of the profit on the balance at the end of the quarter before (BONUS).</summary>
    Bonus,
}

/// <summary>The rules of the individual account in force on a date (domain.md §1.3); the board changes them.</summary>
/// <param name="ContributionShare">Monthly contribution as a share of the UIT.</param>
/// <param name="MonthlyInterest">Interest of a month.</param>
/// <param name="QuarterlyBonus">Bonus of a quarter.</param>
/// <param name="BonusMonths">Months (1 to 12) whose close posts the bonus.</param>
/// <param name="Order">In which order the postings of a close are written.</param>
/// <param name="Rounding">Applied once to each posting.</param>
internal sealed record FundParameters(
    Rate ContributionShare,
    Rate MonthlyInterest,
    Rate QuarterlyBonus,
    ImmutableArray<int> BonusMonths,
    ImmutableArray<FundPostingKind> Order,
    RoundingPolicy Rounding
)
{
    /// <summary>
    /// Published by the fund in 2019 (0.5 % each); order and rounding are proposals until the board fixes them.
    /// </summary>
    public static readonly FundParameters Published2019 = new(
        new Rate(0.005m),
        new Rate(0.005m),
        new Rate(0.005m),
        [3, 6, 9, 12],
        [FundPostingKind.Interest, FundPostingKind.Contribution, FundPostingKind.Bonus],
        RoundingPolicy.Centimo
    );
}
