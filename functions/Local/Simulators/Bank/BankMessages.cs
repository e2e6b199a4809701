using System.Text.Json.Serialization;

namespace Serverless.Local.Simulators.Bank;

/// <summary>The bodies of docs/ports/bank.md as the bank reads and writes them.</summary>
internal sealed record BankOrderBody(string OrderId, long AmountCentimos, string Currency, BankPayeeBody Payee, string Cci, string Concept);

internal sealed record BankPayeeBody(string DocumentType, string Document, string Name);

internal sealed record BankAcceptedBody(string OrderId, string BankReference, string Status);

internal sealed record BankRefusedBody(string Code);

internal sealed record BankNoticeBody(
    string NotificationId,
    string OrderId,
    string BankReference,
    string Status,
    long AmountCentimos,
    string? Reason,
    DateTimeOffset At
);

/// <summary>An order in the bank's books, as demos and tests see it.</summary>
/// <param name="Status"><c>taken</c>, <c>paid</c> or <c>rejected</c>.</param>
/// <param name="Told">Whether the notice was accepted by App.</param>
public sealed record BankBooking(string OrderId, string BankReference, long AmountCentimos, string Status, string? Reason, bool Told);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(BankOrderBody))]
[JsonSerializable(typeof(BankAcceptedBody))]
[JsonSerializable(typeof(BankRefusedBody))]
[JsonSerializable(typeof(BankNoticeBody))]
[JsonSerializable(typeof(IReadOnlyList<BankBooking>))]
[JsonSerializable(typeof(BankScript))]
[JsonSerializable(typeof(BankTold))]
internal sealed partial class BankBodyJson : JsonSerializerContext;

/// <summary>How many notices App took just now.</summary>
internal sealed record BankTold(int Told);
