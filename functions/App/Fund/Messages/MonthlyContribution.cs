using Serverless.App.Fund.Parameters;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Messages;

/// <summary>What a member contributes in a month: a share of the tax unit of that year (domain.md §1.3).</summary>
internal sealed class MonthlyContribution(TaxUnits units)
{
    private readonly FundParameterTable _parameters = FundParameterTable.Shipped();

    /// <returns>The amount, or <c>platform.effective-none-on-date</c> for a year whose tax unit nobody has entered.</returns>
    internal async ValueTask<Result<Money>> OfAsync(DateOnly month, CancellationToken cancellation) =>
        (await units.RowAsync(month, cancellation)).Then(row =>
            _parameters.Of(month).Then<Money>(rules => ContributionRules.Monthly(row.Value, rules.ContributionShare, rules.Rounding))
        );
}
