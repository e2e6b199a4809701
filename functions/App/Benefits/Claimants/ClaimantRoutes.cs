using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Members;
using Serverless.App.Benefits.Timeline;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
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
            .RequireClaimant()
            .WithSummary("Muestra tu trámite de fallecimiento.")
            .WithName("GetClaimantClaim");
        benefits
            .MapGet("/claimants/me/timeline", TimelineAsync)
            .RequireClaimant()
            .WithSummary("Muestra los pasos de tu trámite de fallecimiento.")
            .WithName("GetClaimantTimeline");
        benefits
            .MapPost("/claimants/me/submit", SubmitAsync)
            .RequireClaimant()
            .RequireIdempotencyKey()
            .WithSummary("Entrega el trámite para que lo revisen.")
            .WithName("SubmitClaimantClaim");
        benefits
            .MapPost("/claimants/me/documents", BeginAsync)
            .RequireClaimant()
            .RequireIdempotencyKey()
            .WithSummary("Anuncia un documento de tu trámite.")
            .WithName("BeginClaimantDocument");
        benefits
            .MapGet("/claimants/me/documents/{code}/{uploadId}", ProgressAsync)
            .RequireClaimant()
            .WithSummary("Dice por qué bloque sigue un envío cortado de tu trámite.")
            .WithName("GetClaimantDocumentUpload");
        benefits
            .MapMethods("/claimants/me/documents/{code}/{uploadId}", [HttpMethods.Head], HeadAsync)
            .RequireClaimant()
            .WithSummary("Dice en la cabecera Upload-Offset cuánto llegó de un documento de tu trámite.")
            .WithName("HeadClaimantDocumentUpload");
        benefits
            .MapPut("/claimants/me/documents/{code}/{uploadId}/blocks/{number:int}", PutAsync)
            .RequireClaimant()
            .AcceptsUpTo(UploadState.BlockBytes)
            .WithSummary("Recibe un bloque del documento; su huella va en Content-Digest.")
            .WithName("PutClaimantDocumentBlock");
    }

    private static Task<Results<Ok<ClaimView>, ProblemResult>> GetAsync(
        ClaimantClaim claim,
        HttpResponse response,
        GetClaims slice,
        CancellationToken cancellation
    ) => GetClaims.HandleAsync(claim.Opened, response, slice, cancellation);

    private static Task<Results<Ok<ClaimTimeline>, ProblemResult>> TimelineAsync(
        ClaimantClaim claim,
        GetTimeline slice,
        CancellationToken cancellation
    ) => GetTimeline.HandleAsync(claim.Opened, slice, cancellation);

    private static Task<Results<Ok<ClaimView>, ProblemResult>> SubmitAsync(
        ClaimantClaim claim,
        IdempotentCommand command,
        HttpResponse response,
        MoveClaim slice,
        CancellationToken cancellation
    ) => MoveClaim.SubmitAsync(claim.Opened, command, response, slice, cancellation);

    private static Task<Results<Created<DocumentUploadView>, ProblemResult>> BeginAsync(
        ClaimantClaim claim,
        DocumentAnnouncement document,
        IdempotentCommand command,
        UploadDocument slice,
        CancellationToken cancellation
    ) => UploadDocument.HandleBeginAsync(claim.Opened, document, command, slice, cancellation);

    private static Task<Results<Ok<DocumentUploadView>, ProblemResult>> ProgressAsync(
        ClaimantClaim claim,
        string code,
        string uploadId,
        UploadDocument slice,
        CancellationToken cancellation
    ) => UploadDocument.ProgressAsync(claim.Opened, code, uploadId, slice, cancellation);

    private static Task<Results<NoContent, ProblemResult>> HeadAsync(
        ClaimantClaim claim,
        string code,
        string uploadId,
        HttpResponse response,
        UploadDocument slice,
        CancellationToken cancellation
    ) => UploadDocument.HeadAsync(claim.Opened, code, uploadId, response, slice, cancellation);

    private static Task<Results<Ok<DocumentUploadView>, ProblemResult>> PutAsync(
        ClaimantClaim claim,
        string code,
        string uploadId,
        int number,
        HttpRequest request,
        UploadDocument slice,
        CancellationToken cancellation
    ) => UploadDocument.HandlePutAsync(claim.Opened, code, uploadId, number, request, slice, cancellation);
}
