using System.Text.Json.Serialization;
using Serverless.App.Orchestrations.Messages;

namespace Serverless.App.Orchestrations;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StartOrchestration))]
[JsonSerializable(typeof(RaiseOrchestrationEvent))]
[JsonSerializable(typeof(SteerOrchestration))]
internal sealed partial class OrchestrationsJson : JsonSerializerContext;
