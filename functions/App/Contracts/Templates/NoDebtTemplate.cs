using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Documents;
using Serverless.Platform.Kernel;
using static Serverless.App.Contracts.Templates.DocumentTemplates;

namespace Serverless.App.Contracts.Templates;

/// <summary>Constancia de No Adeudo (domain.md §1.6, row D16).</summary>
internal static class NoDebtTemplate
{
    internal const string Version = "CNA-1";

    internal static Result<DocumentDraft> Compose(NoDebtCertificate data, MemberPerson person) =>
        data.ValidUntil < data.On || data.ClosedLoans.Any(loan => loan.PaidOffOn > data.On)
            ? ContractErrors.FiguresWrong
            : new DocumentDraft(
                Version,
                "Constancia de no adeudo",
                $"Constancia de no adeudo {data.Number}",
                [
                    Text(
                        "La institución hace constar que ",
                        Strong($"{person.GivenNames} {person.FamilyNames}"),
                        ", con DNI ",
                        Strong(person.Dni),
                        $", al {PeruvianText.LongDate(data.On)} no tiene deuda por créditos, descuentos de planilla pendientes ni garantías a "
                            + "favor de terceros."
                    ),
                    new KeyValues(
                        new("Constancia", data.Number),
                        new("Fecha del corte", PeruvianText.LongDate(data.On)),
                        new("Vale hasta", PeruvianText.LongDate(data.ValidUntil))
                    ),
                    .. Loans(data),
                    new Notice(
                        Strong("Vigencia. "),
                        "La constancia pierde su valor si el asociado recibe un nuevo crédito. Compruebe con el código que sigue vigente."
                    ),
                ]
            );

    private static IEnumerable<Block> Loans(NoDebtCertificate data) =>
        data.ClosedLoans.Count == 0
            ? []
            :
            [
                new Table(
                    [new TableColumn("Crédito"), new TableColumn("Producto", 1.4), new TableColumn("Pagado el")],
                    [.. data.ClosedLoans.Select(loan => new TableRow(loan.Number, loan.Product, PeruvianText.ShortDate(loan.PaidOffOn)))]
                )
                {
                    Caption = "Créditos pagados por completo",
                },
            ];
}
