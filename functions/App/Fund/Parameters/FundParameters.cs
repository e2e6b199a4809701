using System.Collections.Immutable;
using Serverless.App.Fund.Accounts;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Parameters;

/// <summary>The rules of the individual account in force on a date (domain.md §1.3); the board changes them.</summary>
/// <param name="Version">Name of the row; each posting that follows from it keeps the name.</param>
/// <param name="ContributionShare">Monthly contribution as a share of the UIT.</param>
/// <param name="MonthlyInterest">Interest of a month.</param>
/// <param name="QuarterlyBonus">Bonus of a quarter.</param>
/// <param name="BonusMonths">Months (1 to 12) whose close posts the bonus.</param>
/// <param name="Order">In which order the postings of a month stand in the ledger and in statements.</param>
/// <param name="Rounding">Applied once to each posting.</param>
/// <param name="CloseDay">Day of the following month on which a month is closed; what payroll answers later is paid late.</param>
internal sealed record FundParameters(
    string Version,
    Rate ContributionShare,
    Rate MonthlyInterest,
    Rate QuarterlyBonus,
    ImmutableArray<int> BonusMonths,
    ImmutableArray<PostingKind> Order,
    RoundingPolicy Rounding,
    int CloseDay
);
