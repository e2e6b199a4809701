using Serverless.App.Fund.Parameters;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Messages;

/// <summary>The tax unit (UIT) of a year, which benefits and limits are counted in (domain.md §1.3).</summary>
internal sealed class TaxUnits
{
    private readonly EffectiveDated<Money> _years = UitTable.Shipped();

    /// <returns>The amount, or <c>platform.effective-none-on-date</c> for a year that nobody has entered.</returns>
    internal Result<Money> At(DateOnly day) => _years.At(day);
}
