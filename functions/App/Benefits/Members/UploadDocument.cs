using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Members;

/// <summary>A paper that is about to be sent.</summary>
/// <param name="Code">Of the check list.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Of the whole file, hex.</param>
/// <param name="ContentType"><c>application/pdf</c>, <c>image/jpeg</c> or <c>image/png</c>.</param>
internal sealed record DocumentAnnouncement(string Code, long Length, string Sha256, string ContentType);

/// <summary>How far an upload is.</summary>
/// <param name="NextBlock">Where a phone that was cut off goes on; null when the paper has arrived.</param>
/// <param name="BlockBytes">Of every block but the last.</param>
/// <param name="Offset">Bytes in a row that have arrived; a block that was cut goes on there (<c>Upload-Offset</c>, within the block).</param>
internal sealed record DocumentUploadView(string Code, string UploadId, int? NextBlock, int BlockBytes, long Offset);

/// <summary>Papers of a claim in blocks of 4 MB through App (decision 29): length, hash and type are checked on the way.</summary>
internal sealed class UploadDocument(ClaimStore claims, Uploads uploads, DerivedIds ids, TimeProvider time)
{
    private Uploads Uploads { get; } = uploads;

    private static readonly string[] Types = ["application/pdf", "image/jpeg", "image/png"];

    internal static void Map(RouteGroupBuilder benefits)
    {
        benefits
            .MapPost("/claims/{id}/documents", HandleBeginAsync)
            .RequireMember()
            .RequireOwnClaim()
            .RequireIdempotencyKey()
            .WithSummary("Anuncia un documento de tu solicitud.")
            .WithName("BeginClaimDocument");
        benefits
            .MapGet("/claims/{id}/documents/{code}/{uploadId}", ProgressAsync)
            .RequireMember()
            .RequireOwnClaim()
            .WithSummary("Dice por qué bloque sigue un envío cortado.")
            .WithName("GetClaimDocumentUpload");
        benefits
            .MapMethods("/claims/{id}/documents/{code}/{uploadId}", [HttpMethods.Head], HeadAsync)
            .RequireMember()
            .RequireOwnClaim()
            .WithSummary("Dice en la cabecera Upload-Offset cuánto llegó de un documento.")
            .WithName("HeadClaimDocumentUpload");
        benefits
            .MapPut("/claims/{id}/documents/{code}/{uploadId}/blocks/{number:int}", HandlePutAsync)
            .RequireMember()
            .RequireOwnClaim()
            .AcceptsUpTo(UploadState.BlockBytes)
            .WithSummary("Recibe un bloque del documento; su huella va en Content-Digest.")
            .WithName("PutClaimDocumentBlock");
    }

    internal static async Task<Results<Created<DocumentUploadView>, ProblemResult>> HandleBeginAsync(
        string id,
        DocumentAnnouncement document,
        IdempotentCommand command,
        UploadDocument slice,
        CancellationToken cancellation
    ) =>
        (await slice.BeginAsync(id, document, command.CommandId, cancellation)).ToCreated(view =>
            $"{ClaimView.Address(id)}/documents/{view.Code}/{view.UploadId}"
        );

    internal static async Task<Results<Ok<DocumentUploadView>, ProblemResult>> ProgressAsync(
        string id,
        string code,
        string uploadId,
        UploadDocument slice,
        CancellationToken cancellation
    ) =>
        (await slice.Uploads.FindAsync(uploadId, OwnerOf(id, code), cancellation))
            .Then<DocumentUploadView>(state => View(code, uploadId, state))
            .ToOk();

    internal static async Task<Results<NoContent, ProblemResult>> HeadAsync(
        string id,
        string code,
        string uploadId,
        HttpResponse response,
        UploadDocument slice,
        CancellationToken cancellation
    ) => (await slice.Uploads.FindAsync(uploadId, OwnerOf(id, code), cancellation)).ToProgress(response);

    internal static async Task<Results<Ok<DocumentUploadView>, ProblemResult>> HandlePutAsync(
        string id,
        string code,
        string uploadId,
        int number,
        HttpRequest request,
        UploadDocument slice,
        CancellationToken cancellation
    ) => (await slice.PutAsync(id, new Place(code, uploadId, number), request, cancellation)).ToOk();

    internal async Task<Result<DocumentUploadView>> BeginAsync(
        string id,
        DocumentAnnouncement document,
        string commandId,
        CancellationToken cancellation
    )
    {
        if (await claims.FindAsync(id, cancellation) is not { State: var claim })
        {
            return BenefitErrors.ClaimNotFound;
        }

        if (!Types.Contains(document.ContentType, StringComparer.Ordinal))
        {
            return BenefitErrors.DocumentType;
        }

        if (document.Length > claim.Terms.LargestFileBytes)
        {
            return BenefitErrors.DocumentTooLarge.With("megabytes", $"{claim.Terms.LargestFileBytes / (1024 * 1024)}");
        }

        var uploadId = ids.For(id, "benefits/document", commandId);
        var taken = DocumentRules.Receive(
            claim,
            Received(document.Code, uploadId, new(document.Length, document.Sha256, document.ContentType))
        );
        if (taken.Error is { } refused)
        {
            return refused;
        }

        var announced = new UploadAnnouncement(document.Length, document.Sha256, document.ContentType);
        var begun = await Uploads.BeginAsync(uploadId, OwnerOf(id, document.Code), announced, cancellation);
        return begun.Then<DocumentUploadView>(state => View(document.Code, uploadId, state));
    }

    internal async Task<Result<DocumentUploadView>> PutAsync(string id, Place place, HttpRequest request, CancellationToken cancellation)
    {
        var owner = OwnerOf(id, place.Code);
        var put = await Uploads.TakeAsync(place.UploadId, owner, place.Number, request, cancellation);
        if (put.Error is not null || !put.Value.HasAll)
        {
            return put.Then<DocumentUploadView>(state => View(place.Code, place.UploadId, state));
        }

        var whole = await Uploads.FinishAsync(place.UploadId, owner, cancellation);
        return whole.Error is { } corrupt ? corrupt : await ReceiveAsync(id, place, whole.Value, cancellation);
    }

    /// <summary>The last block, or its repetition after a crash, puts the paper into the claim: once.</summary>
    private async Task<Result<DocumentUploadView>> ReceiveAsync(string id, Place place, UploadState whole, CancellationToken cancellation)
    {
        var key = $"document-{place.UploadId}";
        var change = new ClaimChange(new CommandIdentity(key, key, ""), new ClaimAct("document-received", ClaimAct.Claimant, place.Code));
        var document = Received(place.Code, place.UploadId, whole.Announced);
        var received = await claims.ChangeAsync(id, change, claim => DocumentRules.Receive(claim, document), cancellation);
        return received.Then<DocumentUploadView>(_ => View(place.Code, place.UploadId, whole));
    }

    /// <summary>An upload belongs to one line of one claim's list.</summary>
    internal static string OwnerOf(string claimId, string code) => $"{claimId}|{code}";

    private ClaimDocument Received(string code, string uploadId, UploadAnnouncement announced) =>
        new(code, uploadId, announced.Sha256, announced.Length, announced.ContentType, time.GetUtcNow(), DocumentVerdict.Received);

    private static DocumentUploadView View(string code, string uploadId, UploadState state) =>
        new(code, uploadId, state.IsComplete ? null : state.Next, UploadState.BlockBytes, state.Offset);

    /// <summary>Where a block belongs.</summary>
    internal sealed record Place(string Code, string UploadId, int Number);
}
