using System.Text.Json.Serialization;
using Serverless.App.Payments.Messages;
using Serverless.App.Payments.Orders;

namespace Serverless.App.Payments;

/// <summary>The JSON shapes that this context stores, publishes and answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(BankOrder))]
[JsonSerializable(typeof(Payee))]
[JsonSerializable(typeof(BankOrderMoved))]
[JsonSerializable(typeof(OrderPaid))]
[JsonSerializable(typeof(OrderRejected))]
internal sealed partial class PaymentsJson : JsonSerializerContext;
