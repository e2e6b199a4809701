using System.Text.Json.Serialization;

namespace Serverless.App.Payments.Bank;

/// <summary>The bodies of docs/ports/bank.md.</summary>
internal static class BankContract
{
    /// <summary>An order as the bank takes it.</summary>
    internal sealed record Order(string OrderId, long AmountCentimos, string Currency, PayeePart Payee, string Cci, string Concept);

    internal sealed record PayeePart(string DocumentType, string Document, string Name);

    /// <summary>The bank has it.</summary>
    internal sealed record Accepted(string? BankReference);

    /// <summary>The bank will not do it.</summary>
    internal sealed record Refused(string? Code);

    /// <summary>What became of an order.</summary>
    /// <param name="NotificationId">The same in every copy.</param>
    /// <param name="Status"><c>paid</c> or <c>rejected</c>.</param>
    internal sealed record Notice(
        string? NotificationId,
        string? OrderId,
        string? BankReference,
        string? Status,
        long AmountCentimos,
        string? Reason,
        DateTimeOffset At
    );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(BankContract.Order))]
[JsonSerializable(typeof(BankContract.Accepted))]
[JsonSerializable(typeof(BankContract.Refused))]
[JsonSerializable(typeof(BankContract.Notice))]
internal sealed partial class BankJson : JsonSerializerContext;
