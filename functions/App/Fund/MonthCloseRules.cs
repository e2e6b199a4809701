using System.Collections.Immutable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund;

/// <summary>What the rules need to know of an account.</summary>
/// <param name="Month">First day of the last month closed.</param>
/// <param name="Balance">Balance at its end.</param>
/// <param name="QuarterBalance">Balance at the end of the last month that closed a quarter.</param>
internal sealed record FundBalance(DateOnly Month, Money Balance, Money QuarterBalance);

/// <summary>One amount that a close posts.</summary>
internal sealed record FundPosting(FundPostingKind Kind, DateOnly Month, Money Amount);

/// <summary>The postings of a month and the account after them.</summary>
internal sealed record FundMonth(ImmutableArray<FundPosting> Postings, FundBalance After);

/// <summary>
/// The close of a month. Interest runs also in a month without contribution; a contribution paid late counts in the month in which it
/// is paid. Amounts follow from earlier balances only, so that the order of postings changes the ledger and not the sums.
/// </summary>
internal static class MonthCloseRules
{
    /// <param name="before">The account after the month before.</param>
    /// <param name="month">First day of the month to close; it must be the next.</param>
    /// <param name="contribution">What payroll or the member paid in the month; zero when nothing came.</param>
    /// <param name="parameters">The rules in force in the month.</param>
    /// <returns>The month, <c>fund.month-out-of-order</c> or <c>fund.contribution-invalid</c>.</returns>
    public static Result<FundMonth> Close(FundBalance before, DateOnly month, Money contribution, FundParameters parameters)
    {
        if (month != before.Month.AddMonths(1) || month.Day != 1)
        {
            return Error.Conflict("fund.month-out-of-order").With("expected", before.Month.AddMonths(1).ToString("O"));
        }

        if (contribution < Money.Zero)
        {
            return Error.Unprocessable("fund.contribution-invalid");
        }

        var endsQuarter = parameters.BonusMonths.Contains(month.Month);
        var postings = parameters
            .Order.Select(kind => new FundPosting(kind, month, Amount(kind, before, contribution, endsQuarter, parameters)))
            .Where(posting => posting.Amount != Money.Zero)
            .ToImmutableArray();
        var balance = before.Balance + Money.Sum(postings.Select(posting => posting.Amount));
        return new FundMonth(postings, new FundBalance(month, balance, endsQuarter ? balance : before.QuarterBalance));
    }

    private static Money Amount(
        FundPostingKind kind,
        FundBalance before,
        Money contribution,
        bool endsQuarter,
        FundParameters parameters
    ) =>
        kind switch
        {
            FundPostingKind.Contribution => contribution,
            FundPostingKind.Interest => (before.Balance * parameters.MonthlyInterest.Fraction).Round(parameters.Rounding),
            FundPostingKind.Bonus when endsQuarter => (before.QuarterBalance * parameters.QuarterlyBonus.Fraction).Round(
                parameters.Rounding
            ),
            _ => Money.Zero,
        };
}
