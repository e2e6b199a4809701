using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Members;
using Serverless.App.Benefits.Timeline;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Claimants;

/// <summary>
/// What a claimant can do: see the claim, its steps, send its papers. No claim is named in a path, so there is none to try: the token
/// says which.
/// </summary>
internal static class ClaimantRoutes
{
    internal static void Map(RouteGroupBuilder benefits)
    {
        benefits
            .MapGet("/claimants/me/claim", GetAsync)
            .RequireDevice()
            .WithSummary("Muestra tu trámite de fallecimiento.")
            .WithName("GetClaimantClaim");
        benefits
            .MapGet("/claimants/me/timeline", TimelineAsync)
            .RequireDevice()
            .WithSummary("Muestra los pasos de tu trámite de fallecimiento.")
            .WithName("GetClaimantTimeline");
        benefits
            .MapPost("/claimants/me/submit", SubmitAsync)
            .RequireDevice()
            .RequireIdempotencyKey()
            .WithSummary("Entrega el trámite para que lo revisen.")
            .WithName("SubmitClaimantClaim");
        benefits
            .MapPost("/claimants/me/documents", BeginAsync)
            .RequireDevice()
            .RequireIdempotencyKey()
            .WithSummary("Anuncia un documento de tu trámite.")
            .WithName("BeginClaimantDocument");
        benefits
            .MapGet("/claimants/me/documents/{code}/{uploadId}", ProgressAsync)
            .RequireDevice()
            .WithSummary("Dice por qué bloque sigue un envío cortado de tu trámite.")
            .WithName("GetClaimantDocumentUpload");
        benefits
            .MapMethods("/claimants/me/documents/{code}/{uploadId}", [HttpMethods.Head], HeadAsync)
            .RequireDevice()
            .WithSummary("Dice en la cabecera Upload-Offset cuánto llegó de un documento de tu trámite.")
            .WithName("HeadClaimantDocumentUpload");
        benefits
            .MapPut("/claimants/me/documents/{code}/{uploadId}/blocks/{number:int}", PutAsync)
            .RequireDevice()
            .AcceptsUpTo(UploadState.BlockBytes)
            .WithSummary("Recibe un bloque del documento; su huella va en Content-Digest.")
            .WithName("PutClaimantDocumentBlock");
    }

    private static async Task<Results<Ok<ClaimView>, ProblemResult>> GetAsync(
        HttpContext http,
        CurrentDevice device,
        ClaimantDoor door,
        GetClaims slice,
        CancellationToken c
    ) => await door.ClaimOfAsync(http, device, c) is { } claim ? await GetClaims.HandleAsync(claim, http.Response, slice, c) : Closed();

    private static async Task<Results<Ok<ClaimTimeline>, ProblemResult>> TimelineAsync(
        HttpContext http,
        CurrentDevice device,
        ClaimantDoor door,
        GetTimeline slice,
        CancellationToken c
    ) => await door.ClaimOfAsync(http, device, c) is { } claim ? await GetTimeline.HandleAsync(claim, slice, c) : Closed();

    private static async Task<Results<Ok<ClaimView>, ProblemResult>> SubmitAsync(
        HttpContext http,
        CurrentDevice device,
        ClaimantDoor door,
        IdempotentCommand command,
        MoveClaim slice,
        CancellationToken c
    ) =>
        await door.ClaimOfAsync(http, device, c) is { } claim
            ? await MoveClaim.SubmitAsync(claim, command, http.Response, slice, c)
            : Closed();

    private static async Task<Results<Created<DocumentUploadView>, ProblemResult>> BeginAsync(
        DocumentAnnouncement document,
        HttpContext http,
        CurrentDevice device,
        ClaimantDoor door,
        IdempotentCommand command,
        UploadDocument slice,
        CancellationToken c
    ) =>
        await door.ClaimOfAsync(http, device, c) is { } claim
            ? await UploadDocument.HandleBeginAsync(claim, document, command, slice, c)
            : Closed();

    private static async Task<Results<Ok<DocumentUploadView>, ProblemResult>> ProgressAsync(
        string code,
        string uploadId,
        HttpContext http,
        CurrentDevice device,
        ClaimantDoor door,
        UploadDocument slice,
        CancellationToken c
    ) =>
        await door.ClaimOfAsync(http, device, c) is { } claim
            ? await UploadDocument.ProgressAsync(claim, code, uploadId, slice, c)
            : Closed();

    private static async Task<Results<NoContent, ProblemResult>> HeadAsync(
        string code,
        string uploadId,
        HttpContext http,
        CurrentDevice device,
        ClaimantDoor door,
        UploadDocument slice,
        CancellationToken c
    ) =>
        await door.ClaimOfAsync(http, device, c) is { } claim
            ? await UploadDocument.HeadAsync(claim, code, uploadId, http.Response, slice, c)
            : Closed();

    private static async Task<Results<Ok<DocumentUploadView>, ProblemResult>> PutAsync(
        string code,
        string uploadId,
        int number,
        HttpContext http,
        CurrentDevice device,
        ClaimantDoor door,
        UploadDocument slice,
        CancellationToken c
    ) =>
        await door.ClaimOfAsync(http, device, c) is { } claim
            ? await UploadDocument.HandlePutAsync(claim, code, uploadId, number, http.Request, slice, c)
            : Closed();

    private static ProblemResult Closed() => BenefitErrors.ClaimantSignedOut.ToProblem();
}

/// <summary>Reads the claimant's token: good on the device that entered, until it ends or a newer code is asked for.</summary>
internal sealed class ClaimantDoor(ClaimantStore claimants, SignedTickets tickets)
{
    private const string Bearer = "Bearer ";

    /// <summary>The claim that the token opens; null for no token, a foreign device, an ended or replaced session.</summary>
    internal async Task<string?> ClaimOfAsync(HttpContext http, CurrentDevice device, CancellationToken cancellation)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (
            !header.StartsWith(Bearer, StringComparison.Ordinal)
            || tickets.Read(EnterAsClaimant.Purpose, header[Bearer.Length..]) is not { } text
            || text.Split(' ') is not [var id, var thumbprint, _]
            || thumbprint != device.Thumbprint
        )
        {
            return null;
        }

        var claimant = await claimants.FindAsync(id, cancellation);
        return claimant is not null && EnterAsClaimant.TextOf(claimant) == text ? claimant.ClaimId : null;
    }
}
