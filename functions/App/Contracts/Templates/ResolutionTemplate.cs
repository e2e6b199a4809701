using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Documents;
using Serverless.Platform.Kernel;
using static Serverless.App.Contracts.Templates.DocumentTemplates;

namespace Serverless.App.Contracts.Templates;

/// <summary>Resolution of a benefit claim: what is paid, what is taken off, who receives (domain.md §1.4).</summary>
internal static class ResolutionTemplate
{
    internal const string Version = "RB-1";

    internal static Result<DocumentDraft> Compose(BenefitResolution data, MemberPerson person) =>
        data.Net < Money.Zero || Money.Sum(data.Payees.Select(payee => payee.Amount)) != data.Net
            ? ContractErrors.FiguresWrong
            : new DocumentDraft(
                Version,
                $"Resolución de beneficio N.º {data.Number}",
                $"Resolución {data.Number}",
                [
                    new KeyValues([
                        .. Party(person),
                        new("Beneficio", data.Benefit),
                        new("Solicitud", data.ClaimNumber),
                        new("Aprobada el", PeruvianText.LongDate(data.ApprovedOn)),
                    ]),
                    Text(
                        "Visto el expediente y comprobados los requisitos, se reconoce el beneficio de ",
                        Strong(data.Benefit),
                        " y se ordena el pago neto de ",
                        Strong(PeruvianText.InFull(data.Net)),
                        "."
                    ),
                    Liquidation(data),
                    Payments(data),
                    Text(Strong("Base del cálculo. "), data.Basis),
                    new Notice(
                        Strong("¿No está de acuerdo? "),
                        "Puede apelar en la aplicación o en una oficina dentro de quince (15) días hábiles. Es gratis y otra persona lo revisa."
                    ),
                ]
            );

    private static Table Liquidation(BenefitResolution data) =>
        new(
            [new TableColumn("Concepto", 3), TableColumn.Figures("Importe (S/)")],
            [
                new TableRow("Cuenta individual", PeruvianText.Figures(data.Account)),
                new TableRow("Complemento del fondo", PeruvianText.Figures(data.Complement)),
                .. data.Deductions.Select(deduction => new TableRow(deduction.Text, PeruvianText.Figures(-deduction.Amount))),
                new TableRow(["Neto por pagar", PeruvianText.Figures(data.Net)], IsTotal: true),
            ]
        )
        {
            Caption = "Liquidación",
        };

    private static Table Payments(BenefitResolution data) =>
        new(
            [new TableColumn("A quién se paga", 2.4), new TableColumn("Cuenta", 1.4), TableColumn.Figures("Importe (S/)")],
            [
                .. data.Payees.Select(payee => new TableRow(payee.Name, payee.AccountMasked, PeruvianText.Figures(payee.Amount))),
                new TableRow(["Total", "", PeruvianText.Figures(data.Net)], IsTotal: true),
            ]
        )
        {
            Caption = "Pagos",
        };
}
