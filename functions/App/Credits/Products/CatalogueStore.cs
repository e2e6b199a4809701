using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.App.Credits.Caps;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Products;

/// <summary>A step in the catalogue's chain.</summary>
/// <param name="Subject">Code of the product, or <c>rate-cap</c>.</param>
/// <param name="By">The officer's subject.</param>
internal sealed record CatalogueMoved(string ProposalId, string Subject, string By);

/// <summary>Where the catalogue is kept: one aggregate, which begins with the rows shipped with the program.</summary>
internal sealed class CatalogueStore(AggregateStore store, CommandRunner runner)
{
    internal static readonly AggregateKind<Catalogue> Kind = new(CreditsModule.Table, "credits.catalogue", CreditsJson.Default.Catalogue);

    internal static readonly EventKind<CatalogueMoved> Proposed = new(
        "credits.catalogue-change-proposed",
        CreditsJson.Default.CatalogueMoved
    );

    internal static readonly EventKind<CatalogueMoved> Published = new(
        "credits.catalogue-change-published",
        CreditsJson.Default.CatalogueMoved
    );

    internal static readonly EventKind<CatalogueMoved> Rejected = new(
        "credits.catalogue-change-rejected",
        CreditsJson.Default.CatalogueMoved
    );

    private const string Id = "catalogue";

    internal async Task<Catalogue> ReadAsync(CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, Id, cancellation)).State ?? Shipped();

    /// <summary>An officer's command; the same one again is answered with what it did.</summary>
    internal async Task<Result<Catalogue>> ChangeAsync(
        CommandIdentity command,
        Func<Catalogue, Result<Catalogue>> decide,
        NewEvent happened,
        string subject,
        CancellationToken cancellation
    )
    {
        var applied = await runner.RunAsync(
            Kind,
            Id,
            command,
            before =>
                decide(before.State ?? Shipped())
                    .Then<Commit<Catalogue>>(after => new Commit<Catalogue>(after)
                    {
                        Events = [happened],
                        Answer = new IdempotencyRecord(200, subject),
                    }),
            cancellation
        );
        return applied.Error is { } refused ? refused : applied.Value.State ?? await ReadAsync(cancellation);
    }

    /// <summary>The demo products of domain.md §1.6 and the caps published until April 2026.</summary>
    internal static Catalogue Shipped()
    {
        using var products = typeof(CatalogueStore).Assembly.GetManifestResourceStream("credit-products.seed.json")!;
        return new Catalogue(
            [.. JsonSerializer.Deserialize(products, CatalogueSeedJson.Default.ProductRowArray)!],
            [.. RateCapTable.ShippedRows()]
        );
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProductRow[]))]
internal sealed partial class CatalogueSeedJson : JsonSerializerContext;
