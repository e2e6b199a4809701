using System.Globalization;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Documents;
using Serverless.Platform.Kernel;
using static Serverless.App.Contracts.Templates.DocumentTemplates;

namespace Serverless.App.Contracts.Templates;

/// <summary>Credit contract with summary sheet (annex 1) and schedule (annex 2): Res. SBS 3274-2017, Ley 31143.</summary>
internal static class CreditTemplate
{
    internal const string Version = "CC-1";

    internal static Result<DocumentDraft> Compose(CreditContract data, MemberPerson person) =>
        !AddsUp(data)
            ? ContractErrors.FiguresWrong
            : new DocumentDraft(
                Version,
                "Contrato de crédito",
                $"Contrato de crédito {data.Number}",
                [
                    Text(
                        "Contrato que celebran la institución y ",
                        Strong($"{person.GivenNames} {person.FamilyNames}"),
                        $", el asociado, por un crédito {data.Product} de ",
                        Strong(PeruvianText.InFull(data.Summary.Amount)),
                        "."
                    ),
                    new KeyValues([.. Party(person), new("Producto", data.Product), new("Abono en cuenta", data.DisbursedTo)]),
                    .. CreditClauses.All(),
                    .. PrivacyClause("Sexta. Datos personales"),
                    .. SignatureClause(),
                    new PageBreak(),
                    .. SummarySheet(data),
                    new PageBreak(),
                    .. Schedule(data),
                ]
            );

    /// <summary>Principal and balance must follow from each other row by row, and the rows pay back exactly what was lent.</summary>
    private static bool AddsUp(CreditContract data)
    {
        var balance = data.Summary.Amount;
        foreach (var row in data.Rows)
        {
            balance -= row.Principal;
            // Total grace adds interest to the debt: its rows pay nothing and the balance grows.
            var isSound = row.Instalment == row.Principal + row.Interest + row.Insurance + row.Charge;
            if (!isSound || row.Balance != balance)
            {
                return false;
            }
        }

        return data.Rows.Count > 0 && balance == Money.Zero && data.Summary.Received <= data.Summary.Amount;
    }

    private static IEnumerable<Block> SummarySheet(CreditContract data)
    {
        var sheet = data.Summary;
        return
        [
            new Heading("Anexo 1. Hoja resumen"),
            new KeyValues(
                new("Importe del crédito", PeruvianText.InFull(sheet.Amount)),
                new("Importe que recibe", PeruvianText.InFull(sheet.Received)),
                new("Tasa efectiva anual (TEA), año de 360 días", sheet.Tea.ToPercentText()),
                new("Tasa de costo efectivo anual (TCEA)", sheet.Tcea.ToPercentText()),
                new("Tasa moratoria efectiva anual", sheet.MoratoryTea.ToPercentText()),
                new("Seguro de desgravamen, por mes", sheet.InsuranceMonthly.ToPercentText(4)),
                new("Plazo", string.Create(CultureInfo.InvariantCulture, $"{data.Rows.Count} cuotas")),
                new("Cuota usual", sheet.Instalment.ToString()),
                new("Primera cuota", PeruvianText.LongDate(data.Rows[0].Due)),
                new("Última cuota", PeruvianText.LongDate(data.Rows[^1].Due)),
                new("Desembolso", PeruvianText.LongDate(sheet.Disbursed)),
                new("Total de intereses", Sum(data, row => row.Interest).ToString()),
                new("Total de seguros", Sum(data, row => row.Insurance).ToString()),
                new("Total de comisiones y gastos", Sum(data, row => row.Charge).ToString()),
                new("Total que paga", Sum(data, row => row.Instalment).ToString()),
                new("Forma de pago", sheet.PaymentWay)
            ),
            new Notice(
                Strong("Lea antes de firmar. "),
                "Si no paga a tiempo se le cobra interés moratorio y el retraso puede informarse a las centrales de riesgo. Puede pagar "
                    + "antes, todo o en parte, sin comisión ni penalidad."
            ),
        ];
    }

    private static IEnumerable<Block> Schedule(CreditContract data) =>
        [
            new Heading("Anexo 2. Cronograma de pagos"),
            new Table(
                [
                    new TableColumn("N.º", 0.5),
                    new TableColumn("Vence", 1.1),
                    TableColumn.Figures("Capital (S/)", 1.1),
                    TableColumn.Figures("Interés (S/)", 1.1),
                    TableColumn.Figures("Seguro (S/)", 1),
                    TableColumn.Figures("Gastos (S/)", 1),
                    TableColumn.Figures("Cuota (S/)", 1.1),
                    TableColumn.Figures("Saldo (S/)", 1.2),
                ],
                [.. data.Rows.Select(Row), Totals(data)]
            )
            {
                Caption = $"Crédito {data.Number}: {PeruvianText.Figures(data.Summary.Amount)} soles",
            },
        ];

    private static TableRow Row(CreditRow row) =>
        new(
            row.Number.ToString(CultureInfo.InvariantCulture),
            PeruvianText.ShortDate(row.Due),
            PeruvianText.Figures(row.Principal),
            PeruvianText.Figures(row.Interest),
            PeruvianText.Figures(row.Insurance),
            PeruvianText.Figures(row.Charge),
            PeruvianText.Figures(row.Instalment),
            PeruvianText.Figures(row.Balance)
        );

    private static TableRow Totals(CreditContract data) =>
        new(
            [
                "",
                "Total",
                PeruvianText.Figures(Sum(data, row => row.Principal)),
                PeruvianText.Figures(Sum(data, row => row.Interest)),
                PeruvianText.Figures(Sum(data, row => row.Insurance)),
                PeruvianText.Figures(Sum(data, row => row.Charge)),
                PeruvianText.Figures(Sum(data, row => row.Instalment)),
                "",
            ],
            IsTotal: true
        );

    private static Money Sum(CreditContract data, Func<CreditRow, Money> column) => Money.Sum(data.Rows.Select(column));
}
