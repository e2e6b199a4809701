using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Messages;

/// <summary>What a member contributes in a month: 0.5 % of the tax unit of that year (domain.md §1.3).</summary>
internal sealed class MonthlyContribution
{
    private readonly EffectiveDated<Money> _uit = UitTable.Shipped();

    /// <returns>The amount, or <c>platform.effective-none-on-date</c> for a year whose tax unit nobody has entered.</returns>
    internal Result<Money> Of(DateOnly month) =>
        _uit.RowAt(month)
            .Then<Money>(row =>
            {
                var parameters = FundParameters.Published2019;
                return ContributionRules.Monthly(row.Value, parameters.ContributionShare, parameters.Rounding);
            });
}
