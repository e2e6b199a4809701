using Serverless.Platform.Kernel;

namespace Serverless.App.Fund;

/// <summary>What a member contributes each month (aporte): a share of the year's tax unit (UIT).</summary>
internal static class ContributionRules
{
    /// <summary>The contribution of a month in a year whose UIT is given.</summary>
    public static Money Monthly(Money uit, Rate share, RoundingPolicy rounding) => (uit * share.Fraction).Round(rounding);
}
