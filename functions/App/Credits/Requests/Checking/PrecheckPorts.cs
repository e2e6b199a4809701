using System.Text.Json.Serialization;
using Serverless.App.Credits.Caps;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests.Checking;

/// <summary>The bodies of docs/ports/payroll-capacity.md and docs/ports/credit-bureau.md.</summary>
internal static class PrecheckContract
{
    internal sealed record Teacher(string Dni, string ModularCode);

    internal sealed record PayslipAnswer(
        string? Period,
        long GrossCentimos,
        long LegalCentimos,
        long JudicialCentimos,
        long VoluntaryCentimos,
        DateOnly? BirthDate,
        DateOnly? ContractEnd
    );

    internal sealed record Debtor(string DocumentType, string Document);

    internal sealed record BureauAnswer(int Classification);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PrecheckContract.Teacher))]
[JsonSerializable(typeof(PrecheckContract.PayslipAnswer))]
[JsonSerializable(typeof(PrecheckContract.Debtor))]
[JsonSerializable(typeof(PrecheckContract.BureauAnswer))]
internal sealed partial class PrecheckJson : JsonSerializerContext;

/// <summary>The employer's payroll, asked for a teacher's last payslip.</summary>
internal sealed class PayrollCapacity(LookupClient client)
{
    internal async Task<Lookup<PayrollFacts>> FindAsync(Dni dni, string modularCode, CancellationToken cancellation)
    {
        var asked = await client.AskAsync(
            "/v1/payslips/query",
            new PrecheckContract.Teacher(dni.Value, modularCode),
            PrecheckJson.Default.Teacher,
            PrecheckJson.Default.PayslipAnswer,
            cancellation
        );
        return asked.Found is not { } answer ? new(null, asked.Later)
            : Facts(answer) is { } facts ? new(facts, null)
            : new(null, "payroll-capacity.nonsense");
    }

    /// <summary>Null for figures that no payslip has.</summary>
    private static PayrollFacts? Facts(PrecheckContract.PayslipAnswer answer) =>
        DateOnly.TryParseExact($"{answer.Period}-01", "yyyy-MM-dd", null, System.Globalization.DateTimeStyles.None, out var period)
        && answer.BirthDate is { Year: > 1900 } born
        && answer is { GrossCentimos: >= 0, LegalCentimos: >= 0, JudicialCentimos: >= 0, VoluntaryCentimos: >= 0 }
            ? new PayrollFacts(
                period,
                new Payslip(
                    Money.FromCentimos(answer.GrossCentimos),
                    Money.FromCentimos(answer.LegalCentimos),
                    Money.FromCentimos(answer.JudicialCentimos),
                    Money.FromCentimos(answer.VoluntaryCentimos)
                ),
                born,
                answer.ContractEnd
            )
            : null;
}

/// <summary>The credit bureau, asked for a person's classification.</summary>
internal sealed class CreditBureau(LookupClient client)
{
    internal async Task<Lookup<BureauFacts>> FindAsync(Dni dni, CancellationToken cancellation)
    {
        var asked = await client.AskAsync(
            "/v1/debtors/query",
            new PrecheckContract.Debtor("DNI", dni.Value),
            PrecheckJson.Default.Debtor,
            PrecheckJson.Default.BureauAnswer,
            cancellation
        );
        return asked.Found is not { } answer ? new(null, asked.Later)
            : answer.Classification is >= 0 and <= 4 ? new(new BureauFacts(answer.Classification), null)
            : new(null, "credit-bureau.nonsense");
    }
}
