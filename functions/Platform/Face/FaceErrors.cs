using Serverless.Platform.Kernel;

namespace Serverless.Platform.Face;

/// <summary>Why a photo or a verification came to nothing before there was an outcome.</summary>
public static class FaceErrors
{
    /// <summary>The provider is silent, throttled or down; the member may try later or be helped by a person.</summary>
    public static readonly Error Unavailable = new("face.unavailable", ErrorKind.Unavailable);

    /// <summary>The vendor has not approved this subscription for verification (403, inner code UnsupportedFeature).</summary>
    public static readonly Error NotApproved = Error.Forbidden("face.not-approved");

    /// <summary>The provider does not know the session any more.</summary>
    public static readonly Error SessionGone = Error.NotFound("face.session-gone");

    /// <summary>No JPEG or PNG, or one that says it is larger or smaller than a photo of a face can be.</summary>
    public static readonly Error PhotoInvalid = Error.Unprocessable("face.photo-invalid");

    public static readonly Error NoFace = Error.Unprocessable("face.photo-no-face");

    public static readonly Error ManyFaces = Error.Unprocessable("face.photo-many-faces");

    public static readonly Error LowQuality = Error.Unprocessable("face.photo-low-quality");
}
