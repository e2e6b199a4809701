using System.Text.Json.Serialization;

namespace Serverless.Local.Simulators.Credit;

/// <summary>What payroll and bureau say of one person; what is not told is a teacher with room on the payslip.</summary>
/// <param name="Classification">0 Normal … 4 Pérdida; null for no history.</param>
internal sealed record CreditPerson(
    long GrossCentimos = 450_000,
    long LegalCentimos = 60_000,
    long JudicialCentimos = 0,
    long VoluntaryCentimos = 20_000,
    int? Classification = 0,
    DateOnly? BirthDate = null,
    DateOnly? ContractEnd = null,
    bool Unknown = false
);

/// <summary>A checkout as the gateway keeps it.</summary>
internal sealed record GatewayCheckout(string CheckoutId, string PaymentId, long AmountCentimos, bool Paid, DateTimeOffset? PaidAt = null);

internal sealed record PersonQuestion(string? Dni, string? Document);

internal sealed record PayslipAnswer(
    string Period,
    long GrossCentimos,
    long LegalCentimos,
    long JudicialCentimos,
    long VoluntaryCentimos,
    DateOnly BirthDate,
    DateOnly? ContractEnd
);

internal sealed record DebtorAnswer(int Classification);

internal sealed record CheckoutQuestion(string PaymentId, long AmountCentimos, string Currency);

internal sealed record CheckoutAnswer(string CheckoutId, string Url);

internal sealed record CheckoutNotice(string PaymentId, string CheckoutId, string Status, long AmountCentimos, DateTimeOffset At);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CreditPerson))]
[JsonSerializable(typeof(PersonQuestion))]
[JsonSerializable(typeof(PayslipAnswer))]
[JsonSerializable(typeof(DebtorAnswer))]
[JsonSerializable(typeof(CheckoutQuestion))]
[JsonSerializable(typeof(CheckoutAnswer))]
[JsonSerializable(typeof(CheckoutNotice))]
internal sealed partial class CreditVendorsJson : JsonSerializerContext;
