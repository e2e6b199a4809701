using Serverless.App.Credits.Products;
using Serverless.App.Credits.Simulations;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests.Asking;

/// <summary>
/// What a request costs today, under the version of the product it was made under; the cap is that of today. Accepted terms are not
/// worked out again.
/// </summary>
internal sealed class RequestPricing(CreditTablesInForce tables, WorkingCalendar calendar, ErrorCatalogue texts, TimeProvider time)
{
    /// <returns>Figures of today, or what product, cap or engine refuse.</returns>
    internal async Task<Result<PricedCredit>> PriceAsync(CreditRequest request, CancellationToken cancellation)
    {
        var today = LimaTime.Today(time);
        var inForce = await tables.ReadAsync(cancellation);
        return inForce
            .Version(request.Product, request.ProductVersion)
            .Then(product =>
                request.Accepted is { } accepted
                    ? PricedCredit.Of(product, accepted.Terms, calendar)
                    : inForce
                        .Caps.Check(product.Row.Regime, today, product.Tea, product.Moratory)
                        .Then(_ => PricedCredit.Of(product, request.Wish, today, calendar))
            );
    }

    internal async Task<Product> ProductOfAsync(CreditRequest request, CancellationToken cancellation) =>
        (await tables.ReadAsync(cancellation)).Version(request.Product, request.ProductVersion).Value;

    /// <summary>The view; without a sheet when today's figures are refused.</summary>
    internal async Task<RequestView> ViewAsync(CreditRequest request, CancellationToken cancellation)
    {
        var priced = await PriceAsync(request, cancellation);
        return RequestView.Of(request, priced.IsSuccess ? priced.Value.Sheet : null, texts);
    }
}
