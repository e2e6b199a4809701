using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Products;

/// <summary>A product as anybody may see it. Amounts in céntimos.</summary>
internal sealed record ProductView(
    string Code,
    string Name,
    string Version,
    long MinCentimos,
    long MaxCentimos,
    int MinInstalments,
    int MaxInstalments,
    decimal TeaPercent,
    decimal InsuranceMonthlyPercent,
    int TotalGrace,
    int PartialGrace,
    IReadOnlyList<string> Kinds,
    string Source
)
{
    internal static ProductView Of(Product product) =>
        new(
            product.Code,
            product.Row.Name,
            product.Version,
            product.Row.MinCentimos,
            product.Row.MaxCentimos,
            product.Row.MinInstalments,
            product.Row.MaxInstalments,
            product.Row.TeaPercent,
            product.Row.InsuranceMonthlyPercent,
            product.Row.TotalGrace,
            product.Row.PartialGrace,
            product.Row.Kinds,
            product.Row.Source
        );
}

/// <summary>What can be borrowed today; open to everybody, like a tariff on the wall.</summary>
internal sealed class ListProducts(CreditTablesInForce tables, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapGet("/products", HandleAsync)
            .AllowAnonymous()
            .WithSummary("Lista los créditos que se pueden pedir hoy.")
            .WithName("ListProducts");

    private static Task<IReadOnlyList<ProductView>> HandleAsync(ListProducts slice, CancellationToken cancellation) =>
        slice.ListAsync(cancellation);

    private async Task<IReadOnlyList<ProductView>> ListAsync(CancellationToken cancellation)
    {
        var inForce = await tables.ReadAsync(cancellation);
        return [.. inForce.On(LimaTime.Today(time)).Select(ProductView.Of)];
    }
}
