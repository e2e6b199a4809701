using Microsoft.Extensions.DependencyInjection.Extensions;
using Serverless.App.Fund.Parameters;
using Serverless.App.Fund.Uit;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Messages;

/// <summary>
/// The tax unit (UIT) of a year, which benefits and limits are counted in (domain.md §1.3). A year that has a value never changes, so what
/// was read once stays known; a year that has none is looked for again each time.
/// </summary>
internal sealed class TaxUnits(UitStore store)
{
    private EffectiveDated<Money> _known = UitTable.Shipped();

    /// <returns>The amount with the decree, or <c>platform.effective-none-on-date</c> for a year that nobody has entered.</returns>
    internal async ValueTask<Result<EffectiveValue<Money>>> RowAsync(DateOnly day, CancellationToken cancellation)
    {
        if (_known.RowAt(day) is { IsSuccess: true } known)
        {
            return known;
        }

        _known = UitRules.InForce(await store.ReadAsync(cancellation));
        return _known.RowAt(day);
    }

    /// <inheritdoc cref="RowAsync"/>
    internal async ValueTask<Result<Money>> AtAsync(DateOnly day, CancellationToken cancellation) =>
        (await RowAsync(day, cancellation)).Then<Money>(row => row.Value);
}

/// <summary>For every module that counts in tax units.</summary>
internal static class TaxUnitServices
{
    internal static IServiceCollection AddTaxUnits(this IServiceCollection services)
    {
        services.TryAddSingleton<UitStore>();
        services.TryAddSingleton<TaxUnits>();
        services.TryAddSingleton<MonthlyContribution>();
        return services;
    }
}
