using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Face;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face.Photos;

/// <summary>A photo that is about to be sent in pieces.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Of the whole photo, hex.</param>
/// <param name="ContentType"><c>image/jpeg</c> or <c>image/png</c>.</param>
internal sealed record PhotoAnnouncement(long Length, string Sha256, string ContentType);

/// <summary>How far a photo is.</summary>
/// <param name="NextBlock">Where a phone that was cut off goes on; null when the photo has arrived.</param>
/// <param name="BlockBytes">Of every block but the last.</param>
/// <param name="Offset">Bytes in a row that have arrived; a block that was cut goes on there (<c>Upload-Offset</c>, within the block).</param>
internal sealed record PhotoUploadView(string UploadId, int? NextBlock, int BlockBytes, long Offset)
{
    /// <summary>How the session stands once the photo is whole.</summary>
    public FaceSessionView? Session { get; init; }

    internal static PhotoUploadView Of(string uploadId, UploadState state) =>
        new(uploadId, state.IsComplete ? null : state.Next, UploadState.BlockBytes, state.Offset);
}

/// <summary>
/// Row D34: the photo of a session in pieces that go on at the byte where they were cut (decision 29). The whole photo goes the way of one
/// that came at once, <see cref="PutFacePhoto"/>; what lay unsealed on the way is removed with it.
/// </summary>
internal sealed class UploadFacePhoto(PutFacePhoto photos, Uploads uploads, DerivedIds ids)
{
    private const string Route = "/face-sessions/{id}/photo/uploads";

    private static readonly string[] Types = ["image/jpeg", "image/png"];

    private Uploads Uploads { get; } = uploads;

    internal static void Map(RouteGroupBuilder identity)
    {
        identity
            .MapPost(Route, HandleBeginAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Anuncia la foto de tu rostro para mandarla por partes.")
            .WithName("BeginFacePhoto");
        identity
            .MapGet($"{Route}/{{uploadId}}", ProgressAsync)
            .RequireMember()
            .WithSummary("Dice por dónde sigue una foto que se cortó.")
            .WithName("GetFacePhotoUpload");
        identity
            .MapMethods($"{Route}/{{uploadId}}", [HttpMethods.Head], HeadAsync)
            .RequireMember()
            .WithSummary("Dice en la cabecera Upload-Offset cuánto llegó de una foto.")
            .WithName("HeadFacePhotoUpload");
        identity
            .MapPut($"{Route}/{{uploadId}}/blocks/{{number:int}}", HandlePutAsync)
            .RequireMember()
            .AcceptsUpTo(UploadState.BlockBytes)
            .WithSummary("Recibe un bloque de la foto; su huella va en Content-Digest.")
            .WithName("PutFacePhotoBlock");
    }

    private static async Task<Results<Created<PhotoUploadView>, ProblemResult>> HandleBeginAsync(
        string id,
        PhotoAnnouncement photo,
        CurrentMember member,
        IdempotentCommand command,
        UploadFacePhoto slice,
        CancellationToken cancellation
    ) =>
        (await slice.BeginAsync(id, photo, member, command.CommandId, cancellation)).ToCreated(view =>
            $"/api/v1/identity/face-sessions/{id}/photo/uploads/{view.UploadId}"
        );

    private static async Task<Results<Ok<PhotoUploadView>, ProblemResult>> ProgressAsync(
        string id,
        string uploadId,
        CurrentMember member,
        UploadFacePhoto slice,
        CancellationToken cancellation
    ) =>
        (await slice.Uploads.FindAsync(uploadId, OwnerOf(id, member), cancellation))
            .Then<PhotoUploadView>(state => PhotoUploadView.Of(uploadId, state))
            .ToOk();

    private static async Task<Results<NoContent, ProblemResult>> HeadAsync(
        string id,
        string uploadId,
        CurrentMember member,
        HttpResponse response,
        UploadFacePhoto slice,
        CancellationToken cancellation
    ) => (await slice.Uploads.FindAsync(uploadId, OwnerOf(id, member), cancellation)).ToProgress(response);

    private static async Task<Results<Ok<PhotoUploadView>, ProblemResult>> HandlePutAsync(
        string id,
        string uploadId,
        int number,
        CurrentMember member,
        HttpRequest request,
        UploadFacePhoto slice,
        CancellationToken cancellation
    )
    {
        var put = await slice.Uploads.TakeAsync(uploadId, OwnerOf(id, member), number, request, cancellation);
        return put.Error is not null || !put.Value.HasAll
            ? put.Then<PhotoUploadView>(state => PhotoUploadView.Of(uploadId, state)).ToOk()
            : (await slice.ReceiveAsync(id, uploadId, member, cancellation)).ToOk();
    }

    private async Task<Result<PhotoUploadView>> BeginAsync(
        string id,
        PhotoAnnouncement photo,
        CurrentMember member,
        string commandId,
        CancellationToken cancellation
    )
    {
        if (photo.Length > ImageHeader.LargestBytes || !Types.Contains(photo.ContentType, StringComparer.Ordinal))
        {
            return FaceErrors.PhotoInvalid;
        }

        var expected = await photos.ExpectAsync(id, photo.Sha256, member, cancellation);
        if (expected.Error is { } refused)
        {
            return refused;
        }

        var uploadId = ids.For(id, "identity/photo", commandId);
        var announced = new UploadAnnouncement(photo.Length, photo.Sha256, photo.ContentType);
        var begun = await Uploads.BeginAsync(uploadId, OwnerOf(id, member), announced, cancellation);
        return begun.Then<PhotoUploadView>(state => PhotoUploadView.Of(uploadId, state));
    }

    /// <summary>The last piece, or its repetition after a crash, puts the photo into the session: once.</summary>
    private async Task<Result<PhotoUploadView>> ReceiveAsync(
        string id,
        string uploadId,
        CurrentMember member,
        CancellationToken cancellation
    )
    {
        var owner = OwnerOf(id, member);
        var whole = await Uploads.FinishAsync(uploadId, owner, cancellation);
        if (whole.Error is { } corrupt)
        {
            return corrupt;
        }

        var known = await photos.FindTakenAsync(id, whole.Value.Announced.Sha256, member, cancellation);
        Result<FaceSessionView> taken = known is null ? await TakeAsync(id, uploadId, member, cancellation) : known;
        if (taken.Error is { Kind: ErrorKind.Unavailable } later)
        {
            return later;
        }

        await Uploads.RemoveAsync(uploadId, cancellation);
        return taken.Then<PhotoUploadView>(session => PhotoUploadView.Of(uploadId, whole.Value) with { Session = session });
    }

    private async Task<Result<FaceSessionView>> TakeAsync(string id, string uploadId, CurrentMember member, CancellationToken cancellation)
    {
        var opened = await Uploads.OpenAsync(uploadId, OwnerOf(id, member), 0, cancellation);
        if (opened.Error is { } gone)
        {
            return gone;
        }

        using var image = new MemoryStream();
        await using (opened.Value)
        {
            await opened.Value.CopyToAsync(image, cancellation);
        }

        return await photos.PutAsync(id, image.ToArray(), member, cancellation);
    }

    /// <summary>An upload belongs to one session of one member.</summary>
    private static string OwnerOf(string sessionId, CurrentMember member) => $"{member.MemberId}|{sessionId}";
}
