using System.Collections.Immutable;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Parameters;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Months;

/// <summary>What the rules need to know of an account.</summary>
/// <param name="Month">First day of the last month closed.</param>
/// <param name="Balance">Balance at its end.</param>
/// <param name="QuarterBalance">Balance at the end of the last month that closed a quarter, less what left the account since.</param>
internal sealed record FundBalance(DateOnly Month, Money Balance, Money QuarterBalance);

/// <summary>What came into the account and what left it in a month, apart from interest and bonus.</summary>
internal readonly record struct FundMoves(Money In, Money Out);

/// <summary>One amount of a month.</summary>
internal sealed record FundPosting(PostingKind Kind, DateOnly Month, Money Amount);

/// <summary>The amounts of a month and the account after them.</summary>
internal sealed record FundMonth(ImmutableArray<FundPosting> Postings, FundBalance After);

/// <summary>
/// The close of a month. Interest runs also in a month without contribution; a contribution paid late counts in the month in which it
/// is paid; money that left earns nothing in the month it leaves, or whoever retires would leave an interest behind. Amounts follow from
/// earlier balances only, so that the order of postings changes the ledger and not the sums.
/// </summary>
internal static class MonthCloseRules
{
    /// <param name="before">The account after the month before.</param>
    /// <param name="month">First day of the month to close; it must be the next.</param>
    /// <param name="moves">What came and went in the month.</param>
    /// <param name="parameters">The rules in force in the month.</param>
    /// <returns>The month, <c>fund.month-out-of-order</c> or <c>fund.contribution-invalid</c>.</returns>
    public static Result<FundMonth> Close(FundBalance before, DateOnly month, FundMoves moves, FundParameters parameters)
    {
        if (month != before.Month.AddMonths(1) || month.Day != 1)
        {
            return Error.Conflict("fund.month-out-of-order").With("expected", before.Month.AddMonths(1).ToString("O"));
        }

        if (moves.In < Money.Zero || moves.Out < Money.Zero)
        {
            return FundErrors.ContributionInvalid;
        }

        var endsQuarter = parameters.BonusMonths.Contains(month.Month);
        var earning = new FundBalance(before.Month, Less(before.Balance, moves.Out), Less(before.QuarterBalance, moves.Out));
        var postings = parameters
            .Order.Select(kind => new FundPosting(kind, month, Amount(kind, earning, moves.In, endsQuarter, parameters)))
            .Where(posting => posting.Amount != Money.Zero)
            .ToImmutableArray();
        var balance = before.Balance - moves.Out + Money.Sum(postings.Select(posting => posting.Amount));
        return new FundMonth(postings, new FundBalance(month, balance, endsQuarter ? balance : earning.QuarterBalance));
    }

    private static Money Less(Money balance, Money left) => Money.Max(Money.Zero, balance - left);

    private static Money Amount(PostingKind kind, FundBalance earning, Money came, bool endsQuarter, FundParameters parameters) =>
        kind switch
        {
            PostingKind.Contribution => came,
            PostingKind.Interest => (earning.Balance * parameters.MonthlyInterest.Fraction).Round(parameters.Rounding),
            PostingKind.Bonus when endsQuarter => (earning.QuarterBalance * parameters.QuarterlyBonus.Fraction).Round(parameters.Rounding),
            _ => Money.Zero,
        };
}
