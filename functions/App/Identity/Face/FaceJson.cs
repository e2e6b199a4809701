using System.Text.Json.Serialization;

namespace Serverless.App.Identity.Face;

/// <summary>The JSON shapes of faces.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(FaceProfile))]
internal sealed partial class FaceJson : JsonSerializerContext;
