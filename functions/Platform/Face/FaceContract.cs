using System.Text.Json.Serialization;

namespace Serverless.Platform.Face;

/// <summary>Bodies of the vendor's REST interface, version 1.2. Field places are those of its reference, not of its tutorial.</summary>
public static class FaceContract
{
    public sealed record Session(string SessionId, string? AuthToken, string? Status, string? ModelVersion, Results? Results);

    public sealed record Results(IReadOnlyList<Attempt>? Attempts, IReadOnlyList<VerifyReference>? VerifyReferences = null);

    public sealed record VerifyReference(string ReferenceType, Rectangle? FaceRectangle, string? QualityForRecognition);

    public sealed record Attempt(int AttemptId, string AttemptStatus, AttemptResult? Result = null, AttemptError? Error = null);

    /// <param name="Digest">Hash of what the phone's kit sent: what the kit tells the phone must be the same.</param>
    /// <param name="VerifyImageHash">Of the reference that was compared with.</param>
    public sealed record AttemptResult(
        string? LivenessDecision,
        string? Digest,
        VerifyResult? VerifyResult = null,
        string? VerifyImageHash = null,
        Targets? Targets = null,
        string? SessionImageId = null
    );

    public sealed record Targets(Target Color);

    public sealed record Target(Rectangle FaceRectangle);

    public sealed record VerifyResult(decimal MatchConfidence, bool IsIdentical);

    public sealed record AttemptError(string Code, string? Message = null);

    public sealed record Rectangle(int Top, int Left, int Width, int Height);

    public sealed record DetectedFace(
        Rectangle FaceRectangle,
        Attributes? FaceAttributes,
        string? FaceId = null,
        string? RecognitionModel = null
    );

    public sealed record Attributes(string? QualityForRecognition, Mask? Mask = null, Blur? Blur = null, HeadPose? HeadPose = null);

    public sealed record Mask(string Type, bool NoseAndMouthCovered);

    public sealed record Blur(string BlurLevel, decimal Value);

    public sealed record HeadPose(decimal Pitch, decimal Roll, decimal Yaw);

    public sealed record FacePair(string FaceId1, string FaceId2);

    public sealed record Verified(bool IsIdentical, decimal Confidence);

    public sealed record Failure(FailureDetail Error);

    public sealed record FailureDetail(string Code, string? Message = null, FailureDetail? Innererror = null);

    /// <summary>JSON body of a session without a reference.</summary>
    public sealed record SessionWish(
        string? LivenessOperationMode,
        string? DeviceCorrelationId,
        bool? DeviceCorrelationIdSetInClient,
        int? AuthTokenTimeToLiveInSeconds
    );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(FaceContract.Session))]
[JsonSerializable(typeof(FaceContract.SessionWish))]
[JsonSerializable(typeof(IReadOnlyList<FaceContract.DetectedFace>))]
[JsonSerializable(typeof(FaceContract.FacePair))]
[JsonSerializable(typeof(FaceContract.Verified))]
[JsonSerializable(typeof(FaceContract.Failure))]
public sealed partial class FaceContractJson : JsonSerializerContext;
