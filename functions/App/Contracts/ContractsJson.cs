using System.Text.Json.Serialization;
using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Messages;

namespace Serverless.App.Contracts;

/// <summary>The JSON shapes that this context stores, publishes and answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ContractDocument))]
[JsonSerializable(typeof(DocumentPut))]
[JsonSerializable(typeof(DocumentSigned))]
[JsonSerializable(typeof(DocumentSealed))]
[JsonSerializable(typeof(DocumentVoided))]
[JsonSerializable(typeof(DocumentTermEnded))]
[JsonSerializable(typeof(HoldChanged))]
[JsonSerializable(typeof(HoldRequest))]
[JsonSerializable(typeof(HoldView))]
[JsonSerializable(typeof(SignatureRequest))]
[JsonSerializable(typeof(DocumentView))]
[JsonSerializable(typeof(DocumentList))]
[JsonSerializable(typeof(DocumentLink))]
internal sealed partial class ContractsJson : JsonSerializerContext;
