using System.Collections.Immutable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans;

/// <summary>
/// Takes a payment back that the gateway took back: a contra-posting, never a change of the line itself (domain.md §5.2 rule 2). Only the
/// ledger's last line, and only one that left the plan as it was, follows from the rows alone; any other is for a person.
/// </summary>
internal static class LoanReversal
{
    /// <summary>A later line stands on this one, or it changed the plan.</summary>
    internal static readonly Error ByHand = Error.Conflict("credits.payment-reversal-by-hand");

    /// <param name="paid">The line to take back.</param>
    /// <param name="on">Day in Lima from which the money is owed again.</param>
    /// <param name="reference">Business key of the reversal.</param>
    internal static Result<LoanChange> Reverse(Loan loan, LoanPosting paid, DateOnly on, string reference)
    {
        if (loan.Postings != paid.Number || paid.Kind is not (PostingKind.OwnPayment or PostingKind.Payoff))
        {
            return ByHand;
        }

        return LoanMoves
            .Next(loan.Status, LoanStep.Reverse)
            .Then<LoanChange>(status =>
            {
                var balance = loan.Balance + paid.Parts.Principal;
                var after = loan with
                {
                    Status = status,
                    ClosedOn = null,
                    Balance = balance,
                    Postings = loan.Postings + 1,
                    References = loan.References.Add(reference),

                    // A payoff closes a loan without touching its rows.
                    Rows = paid.Kind == PostingKind.Payoff ? loan.Rows : Unpay(loan.Rows, paid.Parts),
                };
                var posting = new LoanPosting(
                    loan.Id,
                    after.Postings,
                    PostingKind.Reversal,
                    on,
                    paid.Channel,
                    reference,
                    Negative(paid.Parts),
                    balance
                );
                return new LoanChange(after, [posting], Money.Zero);
            });
    }

    /// <summary>Payments go to the oldest rows first, so the last one is taken back from the newest.</summary>
    private static ImmutableArray<RowLedger> Unpay(ImmutableArray<RowLedger> rows, LoanParts parts)
    {
        var after = rows.ToBuilder();
        var left = parts;
        for (var i = after.Count - 1; i >= 0; i--)
        {
            var row = after[i];
            var back = new LoanParts
            {
                Principal = Money.Min(row.Principal, left.Principal),
                Interest = Money.Min(row.Interest, left.Interest),
                Insurance = Money.Min(row.Insurance, left.Insurance),
                Charge = Money.Min(row.Charge, left.Charge),
                Compensatory = Money.Min(row.CompensatoryPaid, left.Compensatory),
                Moratory = Money.Min(row.MoratoryPaid, left.Moratory),
            };
            left = left.Minus(back);
            after[i] = row with
            {
                Principal = row.Principal - back.Principal,
                Interest = row.Interest - back.Interest,
                Insurance = row.Insurance - back.Insurance,
                Charge = row.Charge - back.Charge,
                CompensatoryPaid = row.CompensatoryPaid - back.Compensatory,
                MoratoryPaid = row.MoratoryPaid - back.Moratory,
            };
        }

        return after.ToImmutable();
    }

    private static LoanParts Negative(LoanParts parts) => LoanParts.None.Minus(parts);
}
