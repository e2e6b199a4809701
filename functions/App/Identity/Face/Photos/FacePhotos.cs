using System.Security.Cryptography;
using Serverless.Platform.Face;
using Serverless.Platform.Security;

namespace Serverless.App.Identity.Face.Photos;

/// <summary>Photos sealed under the member's own key: a name without the key opens nothing, and the key erased erases every copy.</summary>
internal sealed class FacePhotos(FacePhotoBlobs blobs, FaceStore faces)
{
    /// <summary>Seals and puts away.</summary>
    internal async Task<FacePhoto> PutAsync(
        PersonalKey key,
        string profileId,
        string sessionId,
        byte[] image,
        PhotoQuality quality,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var hash = HashOf(image);
        var photo = new FacePhoto(NameOf(profileId, sessionId), hash, ImageHeader.Read(image)!.ContentType, Word(quality), now);
        await blobs.PutAsync(photo.Name, key.Seal(RowOf(photo), image, FaceJson.Default.ByteArray).Sealed, cancellation);
        return photo;
    }

    /// <summary>The image; null when it was purged or the key erased.</summary>
    internal async Task<byte[]?> OpenAsync(string memberId, FacePhoto photo, CancellationToken cancellation)
    {
        if (await faces.KeyAsync(memberId, cancellation) is not { } key || await blobs.FindAsync(photo.Name, cancellation) is not { } bytes)
        {
            return null;
        }

        var image = key.Reveal(new(RowOf(photo), "", bytes), FaceJson.Default.ByteArray);
        return HashOf(image) == photo.Sha256
            ? image
            : throw new InvalidDataException($"Photo {photo.Name} is not the one that was put away");
    }

    internal Task PurgeAsync(string name, CancellationToken cancellation) => blobs.PurgeAsync(name, cancellation);

    /// <summary>The photo of a session, found again without anybody remembering it.</summary>
    internal static string NameOf(string profileId, string sessionId) => $"{profileId}/{sessionId}";

    internal static string HashOf(ReadOnlySpan<byte> image) => Convert.ToHexStringLower(SHA256.HashData(image));

    private static string RowOf(FacePhoto photo) => $"face-{photo.Name}";

    private static string Word(PhotoQuality quality) => quality.ToString().ToLowerInvariant();
}
