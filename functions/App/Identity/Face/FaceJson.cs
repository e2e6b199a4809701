using System.Text.Json.Serialization;
using Serverless.App.Identity.Face.Photos;
using Serverless.App.Identity.Face.Reviews;
using Serverless.Platform.Face;
using Serverless.Platform.Hosting;

namespace Serverless.App.Identity.Face;

/// <summary>The JSON shapes of faces: what is stored, published and answered.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(FaceProfile))]
[JsonSerializable(typeof(FaceSessionStarted))]
[JsonSerializable(typeof(FaceDecided))]
[JsonSerializable(typeof(FaceLocked))]
[JsonSerializable(typeof(FacePhotoTaken))]
[JsonSerializable(typeof(FacePhotoSeen))]
[JsonSerializable(typeof(FaceVoted))]
[JsonSerializable(typeof(FaceEnrolled))]
[JsonSerializable(typeof(FaceDue))]
[JsonSerializable(typeof(FaceFacts))]
[JsonSerializable(typeof(byte[]))]
[JsonSerializable(typeof(WantedFace))]
[JsonSerializable(typeof(FaceOnItsWay))]
[JsonSerializable(typeof(FaceShown))]
[JsonSerializable(typeof(FaceSessionView))]
[JsonSerializable(typeof(PhotoAnnouncement))]
[JsonSerializable(typeof(PhotoUploadView))]
[JsonSerializable(typeof(WantedEnrolment))]
[JsonSerializable(typeof(Page<FaceReviewView>))]
[JsonSerializable(typeof(FaceReviewView))]
[JsonSerializable(typeof(FaceOpinion))]
internal sealed partial class FaceJson : JsonSerializerContext;
