using Serverless.Platform.Kernel;

namespace Serverless.Platform.Face;

/// <summary>What the vendor's look at a photo comes to. Pure.</summary>
internal static class PhotoRules
{
    /// <summary>The larger face must be this much larger than the next: somebody in the background is no second person.</summary>
    private const int Background = 4;

    internal static Result<PhotoQuality> Judge(IReadOnlyList<FaceContract.DetectedFace> faces)
    {
        var bySize = faces.OrderByDescending(Area).ToList();
        return bySize switch
        {
            [] => FaceErrors.NoFace,
            [var first, var second, ..] when Area(first) < (long)Background * Area(second) => FaceErrors.ManyFaces,
            [{ FaceAttributes.Mask.NoseAndMouthCovered: true }, ..] => FaceErrors.LowQuality,
            [{ FaceAttributes.QualityForRecognition: "high" }, ..] => PhotoQuality.High,
            [{ FaceAttributes.QualityForRecognition: "medium" }, ..] => PhotoQuality.Medium,
            _ => FaceErrors.LowQuality,
        };
    }

    private static long Area(FaceContract.DetectedFace face) => (long)face.FaceRectangle.Width * face.FaceRectangle.Height;
}
