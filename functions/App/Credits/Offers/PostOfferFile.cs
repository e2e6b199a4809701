using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Offers;

/// <summary>Takes a large file of offers and answers where its progress is seen; the same content again is the same file.</summary>
internal sealed class PostOfferFile(OfferFileStore files)
{
    /// <summary>About 250,000 lines: every member once.</summary>
    private const int LargestFile = 20 * 1024 * 1024;
    private const int MostErrors = 100;
    private const string Route = "/backoffice/offers/{campaign}/files";

    internal static void Map(RouteGroupBuilder credits)
    {
        credits
            .MapPut(Route, HandleAsync)
            .RequireStaff("credit-manager")
            .AcceptsUpTo(LargestFile)
            .WithSummary("Carga un archivo grande de ofertas (CSV) que se procesa por partes.")
            .WithName("PutLargeOfferFile");
        credits
            .MapGet("/backoffice/offer-files/{id}", GetAsync)
            .RequireStaff("credit-manager")
            .WithSummary("Muestra cómo va un archivo de ofertas y qué líneas no se tomaron.")
            .WithName("GetOfferFile");
    }

    private static async Task<Results<Accepted<OfferFileView>, ProblemResult>> HandleAsync(
        string campaign,
        HttpRequest request,
        PostOfferFile slice,
        CancellationToken cancellation
    )
    {
        var kept = ImportOffers.IsCampaign(campaign)
            ? await slice.TakeAsync(campaign, request.Body, cancellation)
            : OfferErrors.LineInvalid;
        return kept.ToAccepted(view => $"/api/v1/credits/backoffice/offer-files/{view.FileId}");
    }

    private static async Task<Results<Ok<OfferFileView>, ProblemResult>> GetAsync(
        string id,
        PostOfferFile slice,
        CancellationToken cancellation
    ) => (await slice.ReadAsync(id, cancellation)).ToOk();

    internal async Task<Result<OfferFileView>> TakeAsync(string campaign, Stream content, CancellationToken cancellation)
    {
        var kept = await files.KeepAsync(campaign, content, cancellation);
        return kept.Error is { } refused ? refused : await ReadAsync(kept.Value.Id, cancellation);
    }

    internal async Task<Result<OfferFileView>> ReadAsync(string id, CancellationToken cancellation)
    {
        if (!Guid.TryParseExact(id, "D", out _) || await files.FindAsync(id, cancellation) is not { } file)
        {
            return OfferErrors.FileNotFound;
        }

        var errors = await files.ErrorsAsync(file, MostErrors, cancellation);
        return new OfferFileView(id, file.Campaign, file.Lines, file.Done, file.IsDone, errors);
    }
}
