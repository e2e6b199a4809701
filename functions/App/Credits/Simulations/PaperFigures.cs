using Serverless.App.Contracts.Messages.Templates;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Simulations;

/// <summary>The figures of a priced credit as papers take them: the same objects that the routes answer with.</summary>
internal static class PaperFigures
{
    internal static SummarySheet SheetOf(PricedCredit priced) =>
        new(
            priced.Terms.Amount,
            priced.Quote.Received,
            priced.Terms.Tea,
            priced.Quote.Tcea,
            priced.Terms.MoratoryTea,
            priced.Terms.Insurance.Monthly,
            Money.FromCentimos(priced.Sheet.InstalmentCentimos),
            priced.Terms.Disbursed,
            "Descuento por planilla"
        );

    internal static IReadOnlyList<CreditRow> RowsOf(PricedCredit priced) =>
        [
            .. priced.Quote.Schedule.Rows.Select(row => new CreditRow(
                row.Number,
                row.Due,
                row.Principal - row.Capitalised,
                row.Interest,
                row.Insurance,
                row.Charge,
                row.Instalment,
                row.Closing
            )),
        ];
}
