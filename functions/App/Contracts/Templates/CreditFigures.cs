using System.Globalization;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.Platform.Documents;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Templates;

/// <summary>Summary sheet and schedule as every paper about a credit shows them, whether it binds or not (Res. SBS 3274-2017).</summary>
internal static class CreditFigures
{
    /// <summary>Principal and balance must follow from each other row by row, and the rows pay back exactly what was lent.</summary>
    internal static bool AddUp(SummarySheet sheet, IReadOnlyList<CreditRow> rows)
    {
        var balance = sheet.Amount;
        foreach (var row in rows)
        {
            balance -= row.Principal;
            // Total grace adds interest to the debt: its rows pay nothing and the balance grows.
            var isSound = row.Instalment == row.Principal + row.Interest + row.Insurance + row.Charge;
            if (!isSound || row.Balance != balance)
            {
                return false;
            }
        }

        return rows.Count > 0 && balance == Money.Zero && sheet.Received <= sheet.Amount;
    }

    internal static KeyValues Sheet(SummarySheet sheet, IReadOnlyList<CreditRow> rows) =>
        new(
            new("Importe del crédito", PeruvianText.InFull(sheet.Amount)),
            new("Importe que recibe", PeruvianText.InFull(sheet.Received)),
            new("Tasa efectiva anual (TEA), año de 360 días", sheet.Tea.ToPercentText()),
            new("Tasa de costo efectivo anual (TCEA)", sheet.Tcea.ToPercentText()),
            new("Tasa moratoria efectiva anual", sheet.MoratoryTea.ToPercentText()),
            new("Seguro de desgravamen, por mes", sheet.InsuranceMonthly.ToPercentText(4)),
            new("Plazo", string.Create(CultureInfo.InvariantCulture, $"{rows.Count} cuotas")),
            new("Cuota usual", sheet.Instalment.ToString()),
            new("Primera cuota", PeruvianText.LongDate(rows[0].Due)),
            new("Última cuota", PeruvianText.LongDate(rows[^1].Due)),
            new("Desembolso", PeruvianText.LongDate(sheet.Disbursed)),
            new("Total de intereses", Sum(rows, row => row.Interest).ToString()),
            new("Total de seguros", Sum(rows, row => row.Insurance).ToString()),
            new("Total de comisiones y gastos", Sum(rows, row => row.Charge).ToString()),
            new("Total que paga", Sum(rows, row => row.Instalment).ToString()),
            new("Forma de pago", sheet.PaymentWay)
        );

    internal static Table Schedule(IReadOnlyList<CreditRow> rows, string caption) =>
        new(
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
            [.. rows.Select(Row), Totals(rows)]
        )
        {
            Caption = caption,
        };

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

    private static TableRow Totals(IReadOnlyList<CreditRow> rows) =>
        new(
            [
                "",
                "Total",
                PeruvianText.Figures(Sum(rows, row => row.Principal)),
                PeruvianText.Figures(Sum(rows, row => row.Interest)),
                PeruvianText.Figures(Sum(rows, row => row.Insurance)),
                PeruvianText.Figures(Sum(rows, row => row.Charge)),
                PeruvianText.Figures(Sum(rows, row => row.Instalment)),
                "",
            ],
            IsTotal: true
        );

    private static Money Sum(IReadOnlyList<CreditRow> rows, Func<CreditRow, Money> column) => Money.Sum(rows.Select(column));
}
