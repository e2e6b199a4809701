using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Parameters;

/// <summary>What a member contributes each month (aporte), and on which day it counts.</summary>
internal static class ContributionRules
{
    /// <summary>The contribution of a month in a year whose UIT is given.</summary>
    public static Money Monthly(Money uit, Rate share, RoundingPolicy rounding) => (uit * share.Fraction).Round(rounding);

    /// <summary>
    /// The value date. Payroll tells of a month's discounts in the weeks after it: told before the month is closed, they count on its
    /// last day. Told later, the contribution is paid late and counts on the day it came (domain.md §1.3).
    /// </summary>
    /// <param name="period">First day of the payslip's month.</param>
    /// <param name="received">Day in Lima on which we were told.</param>
    public static DateOnly ValueOn(DateOnly period, DateOnly received, int closeDay)
    {
        var nextMonth = period.AddMonths(1);
        return received >= nextMonth && received < nextMonth.AddDays(closeDay - 1) ? nextMonth.AddDays(-1) : received;
    }
}
