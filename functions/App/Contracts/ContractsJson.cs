using System.Text.Json.Serialization;
using Serverless.App.Contracts.Audit;
using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Letters;
using Serverless.App.Contracts.Messages;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Contracts.Vault;
using Serverless.App.Contracts.Verification;

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
[JsonSerializable(typeof(DocumentTampered))]
[JsonSerializable(typeof(VerificationView))]
[JsonSerializable(typeof(LetterBook))]
[JsonSerializable(typeof(LetterMoved))]
[JsonSerializable(typeof(LettersFrozen))]
[JsonSerializable(typeof(LettersForgotten))]
[JsonSerializable(typeof(LetterRequest))]
[JsonSerializable(typeof(LetterView))]
[JsonSerializable(typeof(LetterList))]
[JsonSerializable(typeof(BeneficiaryLetter))]
[JsonSerializable(typeof(Configuration))]
[JsonSerializable(typeof(ConfigurationChanged))]
internal sealed partial class ContractsJson : JsonSerializerContext;
