using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.TestKit.Contracts;

/// <summary>Figures of one document of each kind; people and numbers are invented.</summary>
internal static class SamplePapers
{
    internal static readonly MemberPerson Person = new(
        "8b0d3c1e-5a4f-8e21-9c77-2f6d0b1a9e55",
        "Ñahui Güere",
        "María Ángeles",
        "40123456",
        "1040123456"
    );

    internal static readonly AffiliationContract Affiliation = new(
        1,
        "nombrado",
        "UGEL 03",
        new Money(27.50m),
        2026,
        [new AgreedText("servicio", "2026-01", new string('a', 64)), new AgreedText("datos-biometricos", "2026-01", new string('b', 64))]
    );

    internal static readonly BeneficiaryLetter Letter = new(
        2,
        [
            new Beneficiary("Rosa Quispe Mamani", "dni", "10117410", "spouse", 60m, new DateOnly(1980, 4, 2)),
            new Beneficiary("Inti Ñahui Quispe", "dni", "60123456", "child", 40m, new DateOnly(2015, 8, 30))
            {
                Guardian = new Guardian("Rosa Quispe Mamani", "dni", "10117410"),
            },
        ],
        [new Beneficiary("Žofia Núñez", "passport", "AB1234567", "sibling", 100m, new DateOnly(1975, 12, 31))]
    );

    internal static readonly CreditContract Credit = new("2026-000123", "Consumo", "cuenta terminada en 4821", Summary(), [.. Rows()]);

    internal static readonly AccountStatement Statement = MakeStatement(40);

    internal static readonly NoDebtCertificate NoDebt = new(
        "CNA-2026-00017",
        new DateOnly(2026, 11, 22),
        new DateOnly(2026, 12, 22),
        [new ClosedLoan("2024-000456", "Consumo", new DateOnly(2026, 10, 31))]
    );

    internal static readonly BenefitResolution Resolution = new(
        "2026-0098",
        "SB-2026-00412",
        "Fallecimiento",
        new DateOnly(2026, 11, 20),
        new Money(6_000m),
        new Money(16_000m),
        [new ResolutionDeduction("Saldo del crédito 2026-000123", new Money(1_234.56m))],
        [
            new ResolutionPayee("Rosa Quispe Mamani", "CCI terminado en 4821", new Money(12_459.26m)),
            new ResolutionPayee("Inti Ñahui Quispe (por medio de Rosa Quispe Mamani)", "CCI terminado en 4821", new Money(8_306.18m)),
        ],
        "Complemento hasta 4 UIT de 2026 (S/ 5,500.00 cada una), parámetros previsionales versión 3."
    );

    internal static readonly IReadOnlyList<DocumentData> All = [Affiliation, Letter, Credit, Statement, NoDebt, Resolution];

    internal static AccountStatement MakeStatement(int rows)
    {
        var (balance, lines) = (new Money(1_250.40m), new List<StatementRow>());
        for (var i = 0; i < rows; i++)
        {
            var amount = i % 3 == 2 ? new Money(6.31m) : new Money(27.50m);
            balance += amount;
            var (type, concept) = i % 3 == 2 ? ("Interés", "Interés del mes anterior") : ("Aporte", "Aporte mensual por planilla");
            lines.Add(new StatementRow(new DateOnly(2024, 1, 31).AddMonths(i), type, concept, amount, balance));
        }

        return new AccountStatement(
            new DateOnly(2024, 1, 1),
            new DateOnly(2024, 1, 31).AddMonths(rows),
            new Money(1_250.40m),
            balance,
            lines
        );
    }

    private static SummarySheet Summary() =>
        new(
            new Money(8_000m),
            new Money(7_950m),
            Rate.FromPercent(24m),
            Rate.FromPercent(26.41m),
            Rate.FromPercent(12m),
            Rate.FromPercent(0.1m),
            new Money(760.55m),
            new DateOnly(2026, 11, 25),
            "Descuento por planilla"
        );

    private static IEnumerable<CreditRow> Rows()
    {
        var balance = new Money(8_000m);
        for (var number = 1; number <= 12; number++)
        {
            var principal = number == 12 ? balance : new Money(666.66m);
            var (interest, insurance) = (new Money(85.89m), new Money(8m));
            balance -= principal;
            yield return new CreditRow(
                number,
                new DateOnly(2026, 11, 30).AddMonths(number),
                principal,
                interest,
                insurance,
                Money.Zero,
                principal + interest + insurance,
                balance
            );
        }
    }
}
