using Serverless.App.Identity.Face;
using Serverless.App.Identity.Face.Photos;
using Serverless.Platform.Face;

namespace Serverless.App.Identity.Recovery;

/// <summary>
/// What a face is compared with on the way back: the member's reference or, where there is none, the picture of a stranger. Both cost the
/// same reads.
/// </summary>
internal sealed class RecoveryReferences(FaceStore faces, FacePhotos photos, FacePhotoBlobs blobs)
{
    /// <summary>
    /// An operator puts the portrait of an employee who agreed there, under this name (docs/operators.md): the vendor wants a real face.
    /// Without it a drawn one stands in.
    /// </summary>
    internal const string DecoyBlob = "stranger";

    private static readonly Lazy<byte[]> Drawn = new(ReadDrawn);

    internal async Task<FaceReference> OfAsync(LostAccount lost, CancellationToken cancellation)
    {
        var owner = lost.MemberId ?? lost.AccountId;
        var profile = await faces.FindAsync(owner, cancellation);
        var photo = profile?.Reference ?? new FacePhoto(DecoyBlob, "", "image/png", "unknown", lost.StartedAt);
        return profile?.Reference is not null && await photos.OpenAsync(owner, photo, cancellation) is { } own
            ? new FaceReference(own, photo.ContentType, photo.Sha256)
            : await StrangerAsync(owner, cancellation);
    }

    private async Task<FaceReference> StrangerAsync(string owner, CancellationToken cancellation)
    {
        // The key is not needed; a member's picture costs this read.
        _ = await faces.KeyAsync(owner, cancellation);
        var image = await blobs.FindAsync(DecoyBlob, cancellation) is { } put ? put.ToArray() : Drawn.Value;
        return new FaceReference(image, ImageHeader.Read(image)?.ContentType ?? "image/png", FacePhotos.HashOf(image));
    }

    private static byte[] ReadDrawn()
    {
        using var picture = typeof(RecoveryReferences).Assembly.GetManifestResourceStream("stranger.png")!;
        using var bytes = new MemoryStream();
        picture.CopyTo(bytes);
        return bytes.ToArray();
    }
}
