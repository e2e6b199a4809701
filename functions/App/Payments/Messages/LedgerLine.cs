namespace Serverless.App.Payments.Messages;

/// <summary>An amount of a ledger's line between two roles, in céntimos; below zero it goes the other way round.</summary>
/// <param name="Debit">Role of the account that is debited, <c>loan.payroll</c>; which account that is, is data of the journal.</param>
internal sealed record LedgerAmount(string Debit, string Credit, long Centimos);

/// <summary>A line that a context posted to one of its ledgers on a day, for the journal. Ids only.</summary>
/// <param name="Ledger"><c>credits</c> or <c>fund</c>.</param>
/// <param name="Subject">The loan or the account.</param>
/// <param name="Kind">Why it was posted, in the ledger's own word.</param>
/// <param name="Reference">The business key that it books.</param>
/// <param name="ValueOn">The day it counts from.</param>
internal sealed record LedgerLine(
    string Ledger,
    string Subject,
    string Kind,
    string Reference,
    DateOnly ValueOn,
    IReadOnlyList<LedgerAmount> Amounts
);

/// <summary>A ledger as the journal reads it: everything that was booked on a day in Lima, shard by shard (decision 16).</summary>
internal interface ILedgerBook
{
    /// <summary>Names the parts of the export.</summary>
    string Ledger { get; }

    /// <summary>The lines that were booked on the day, in the order of subjects and of each ledger.</summary>
    Task<IReadOnlyList<LedgerLine>> BookedAsync(int shard, DateOnly day, CancellationToken cancellation);
}
