using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Documents;
using Serverless.Platform.Kernel;
using static Serverless.App.Contracts.Templates.DocumentTemplates;

namespace Serverless.App.Contracts.Templates;

/// <summary>Statement of the individual account: opening, postings, closing, split by type (domain.md §1.3, row D14).</summary>
internal static class StatementTemplate
{
    internal const string Version = "EC-1";

    internal static Result<DocumentDraft> Compose(AccountStatement data, MemberPerson person) =>
        !AddsUp(data)
            ? ContractErrors.FiguresWrong
            : new DocumentDraft(
                Version,
                "Estado de cuenta individual",
                "Estado de cuenta",
                [
                    new KeyValues([
                        .. Party(person),
                        new("Periodo", $"{PeruvianText.ShortDate(data.From)} – {PeruvianText.ShortDate(data.To)}"),
                        new("Saldo inicial", data.Opening.ToString()),
                        new("Saldo final", PeruvianText.InFull(data.Closing)),
                    ]),
                    ByType(data),
                    Movements(data),
                    .. StillRunning(data),
                    new Notice(
                        Strong("¿No está de acuerdo? "),
                        "Puede pedir que se revise un movimiento en la aplicación, en una oficina o por el libro de reclamaciones. Es gratis."
                    ),
                ]
            )
            {
                Subtitle = $"Del {PeruvianText.LongDate(data.From)} al {PeruvianText.LongDate(data.To)}",
            };

    private static IEnumerable<Block> StillRunning(AccountStatement data) =>
        data.IsRunning
            ?
            [
                new Notice(
                    Strong("El periodo aún no termina. "),
                    "Este estado de cuenta tiene los movimientos que había el día en que se emitió. Puede haber otros después."
                ),
            ]
            : [];

    private static bool AddsUp(AccountStatement data)
    {
        var balance = data.Opening;
        foreach (var row in data.Rows)
        {
            balance += row.Amount;
            if (row.Balance != balance)
            {
                return false;
            }
        }

        return balance == data.Closing && data.From <= data.To;
    }

    private static Table ByType(AccountStatement data) =>
        new(
            [new TableColumn("Concepto", 2.5), TableColumn.Figures("Movimientos"), TableColumn.Figures("Importe (S/)")],
            [
                .. data
                    .Rows.GroupBy(row => row.Type, StringComparer.Ordinal)
                    .OrderBy(type => type.Key, StringComparer.Ordinal)
                    .Select(type => new TableRow(
                        type.Key,
                        $"{type.Count()}",
                        PeruvianText.Figures(Money.Sum(type.Select(row => row.Amount)))
                    )),
                new TableRow(["Total del periodo", $"{data.Rows.Count}", PeruvianText.Figures(data.Closing - data.Opening)], IsTotal: true),
            ]
        )
        {
            Caption = "Resumen por concepto",
        };

    private static Table Movements(AccountStatement data) =>
        new(
            [
                new TableColumn("Fecha", 1),
                new TableColumn("Concepto", 2.6),
                TableColumn.Figures("Abono (S/)"),
                TableColumn.Figures("Cargo (S/)"),
                TableColumn.Figures("Saldo (S/)", 1.1),
            ],
            [
                .. data.Rows.Select(row => new TableRow(
                    PeruvianText.ShortDate(row.On),
                    row.Concept,
                    row.Amount >= Money.Zero ? PeruvianText.Figures(row.Amount) : "",
                    row.Amount < Money.Zero ? PeruvianText.Figures(-row.Amount) : "",
                    PeruvianText.Figures(row.Balance)
                )),
                new TableRow(
                    ["", "Saldo final", Total(data, credit: true), Total(data, credit: false), PeruvianText.Figures(data.Closing)],
                    IsTotal: true
                ),
            ]
        )
        {
            Caption = "Movimientos",
        };

    private static string Total(AccountStatement data, bool credit)
    {
        var sum = Money.Sum(data.Rows.Select(row => row.Amount).Where(amount => amount >= Money.Zero == credit));
        return PeruvianText.Figures(credit ? sum : -sum);
    }
}
