using System.Text.Json.Serialization;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Messages;

namespace Serverless.App.Fund;

/// <summary>The JSON shapes that this context stores, publishes and answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(IndividualAccount))]
[JsonSerializable(typeof(PostingMade))]
[JsonSerializable(typeof(AccountViewed))]
internal sealed partial class FundJson : JsonSerializerContext;
