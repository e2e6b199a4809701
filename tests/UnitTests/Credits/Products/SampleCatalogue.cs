using Serverless.App.Credits.Products;

namespace Serverless.UnitTests.Credits.Products;

/// <summary>The shipped catalogue, and what an officer might propose on 22 November 2026.</summary>
internal static class SampleCatalogue
{
    internal static readonly DateOnly Today = new(2026, 11, 22);
    internal static readonly DateTimeOffset Now = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    internal static readonly Catalogue Shipped = CatalogueStore.Shipped();

    internal static ProductRow Consumption => Shipped.Products.Single(row => row.Code == "CONSUMO");

    internal static CreditTables Tables => CreditTables.Of(Shipped).Value;

    internal static Product Product => Tables.ProductOn("CONSUMO", Today).Value;

    internal static Proposal Next(Func<ProductRow, ProductRow> change, string by = "officer-1") =>
        new("p1", by, Now) { Product = change(Consumption with { From = Today.AddDays(1), Source = "Board, test" }) };
}
