using System.Text.Json.Serialization;
using Serverless.App.Membership.Members;

namespace Serverless.App.Membership;

/// <summary>The JSON shapes that this context stores, publishes and answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(RegisterPerson))]
[JsonSerializable(typeof(MemberRegistered))]
[JsonSerializable(typeof(MemberViewed))]
internal sealed partial class MembershipJson : JsonSerializerContext;
