using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Messages.Templates;

/// <summary>The statement of the individual account (row D14): opening, postings, closing, split by type.</summary>
/// <param name="Rows">In order; the sum of amounts is closing less opening, else it is refused.</param>
/// <param name="IsRunning">The last day is not over yet: the paper says that more may come.</param>
internal sealed record AccountStatement(
    DateOnly From,
    DateOnly To,
    Money Opening,
    Money Closing,
    IReadOnlyList<StatementRow> Rows,
    bool IsRunning = false
) : DocumentData
{
    internal override string Kind => DocumentKinds.AccountStatement;
}

/// <summary>One posting.</summary>
/// <param name="Type">Ledger type for people: <c>Aporte</c>, <c>Interés</c>, <c>Bonificación</c>, …</param>
/// <param name="Amount">Signed.</param>
/// <param name="Balance">After it.</param>
internal sealed record StatementRow(DateOnly On, string Type, string Concept, Money Amount, Money Balance);
