using Serverless.App.Credits.Caps;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Products;

/// <summary>The published catalogue, ready to be asked.</summary>
internal sealed class CreditTables
{
    private readonly Dictionary<string, EffectiveDated<Product>> _products;

    private CreditTables(Dictionary<string, EffectiveDated<Product>> products, RateCaps caps) => (_products, Caps) = (products, caps);

    internal RateCaps Caps { get; }

    /// <returns>The tables, or the error of the first one that leaves a gap, overlaps or names no source.</returns>
    internal static Result<CreditTables> Of(Catalogue catalogue)
    {
        var products = new Dictionary<string, EffectiveDated<Product>>(StringComparer.Ordinal);
        foreach (var code in catalogue.Products.GroupBy(row => row.Code, StringComparer.Ordinal))
        {
            var table = EffectiveDated<Product>.Create(code.Select(row => row.ToValue()));
            if (table.Error is { } wrong)
            {
                return wrong;
            }

            products[code.Key] = table.Value;
        }

        return RateCapTable.Of(catalogue.Caps).Then<CreditTables>(caps => new CreditTables(products, caps));
    }

    /// <summary>The product in force on a day, its rates within the cap of that day.</summary>
    /// <returns>The product, <c>credits.product-not-found</c>, or what the cap says.</returns>
    internal Result<Product> ProductOn(string? code, DateOnly day) =>
        code is { Length: <= 30 } && _products.TryGetValue(code, out var table) && table.At(day) is { IsSuccess: true, Value: var product }
            ? Caps.Check(product.Row.Regime, day, product.Tea, product.Moratory).Then<Product>(_ => product)
            : CatalogueErrors.ProductNotFound;

    /// <summary>The version under which something was agreed, whatever is in force now.</summary>
    internal Result<Product> Version(string code, string version) =>
        _products.TryGetValue(code, out var table) && table.Values.FirstOrDefault(row => row.Value.Version == version) is { } row
            ? row.Value
            : CatalogueErrors.ProductNotFound;

    /// <summary>Everything in force on a day.</summary>
    internal IEnumerable<Product> On(DateOnly day) =>
        _products
            .Keys.Order(StringComparer.Ordinal)
            .Select(code => ProductOn(code, day))
            .Where(row => row.IsSuccess)
            .Select(row => row.Value);
}
