using Serverless.Platform.Kernel;
using Paper = Serverless.App.Contracts.Messages.Templates.AccountStatement;
using PaperRow = Serverless.App.Contracts.Messages.Templates.StatementRow;

namespace Serverless.App.Fund.Statements;

/// <summary>From the statement that the routes answer to the figures of its paper: the same rows in the same order (row D14). Pure.</summary>
internal static class StatementPaper
{
    internal static Paper Of(AccountStatement statement) =>
        new(
            statement.From,
            statement.To,
            Money.FromCentimos(statement.OpeningCentimos),
            Money.FromCentimos(statement.ClosingCentimos),
            [
                .. statement.Rows.Select(row => new PaperRow(
                    row.ValueOn,
                    NameOf(row.Type),
                    $"{row.Text}, {row.Period}",
                    Money.FromCentimos(row.AmountCentimos),
                    Money.FromCentimos(row.BalanceCentimos)
                )),
            ],
            statement.IsRunning
        );

    /// <summary>The ledger's own words as a paper of the institution writes them.</summary>
    private static string NameOf(string type) =>
        type switch
        {
            "APORTE" => "Aporte",
            "INTERES" => "Interés",
            "BONUS" => "Bono",
            "AJUSTE" => "Ajuste",
            "RETIRO" => "Retiro",
            "DEVOLUCION" => "Devolución",
            _ => "Compensación de deuda",
        };
}
