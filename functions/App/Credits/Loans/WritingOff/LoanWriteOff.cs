using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans.WritingOff;

/// <summary>Somebody proposed to give a loan up.</summary>
/// <param name="Officer">The staff token's subject.</param>
internal sealed record WriteOffProposal(string Officer, DateOnly On);

/// <summary>Giving a loan up takes two officers (domain.md §5.2 rule 4). Pure.</summary>
internal static class LoanWriteOff
{
    internal const string Proposer = "requester";
    internal const string Approver = "approver";

    /// <summary>The loan is not long enough in arrears.</summary>
    internal static readonly Error TooEarly = Error.Conflict("credits.write-off-too-early");

    /// <summary>Nobody has proposed it.</summary>
    internal static readonly Error NotProposed = Error.Conflict("credits.write-off-not-proposed");

    /// <param name="minimumDays">Days in arrears from which it is allowed.</param>
    internal static Result<Loan> Propose(Loan loan, string officer, DateOnly on, int minimumDays) =>
        LoanMoves.Next(loan.Status, LoanStep.WriteOff).Error is { } notNow ? notNow
        : loan.DaysOverdue(on) < minimumDays ? TooEarly.With("days", $"{minimumDays}")
        : loan with { WriteOff = new WriteOffProposal(officer, on) };

    /// <summary>The second officer: what is owed as principal leaves the book with a line of its own; the member owes it all the same.</summary>
    internal static Result<LoanChange> Approve(Loan loan, string officer, DateOnly on, string reference)
    {
        if (loan.WriteOff is not { } proposal)
        {
            return LoanMoves.Next(loan.Status, LoanStep.WriteOff).Error ?? NotProposed;
        }

        if (SeparationOfDuties.Check([new Duty(Proposer, proposal.Officer)], new Duty(Approver, officer)).Error is { } same)
        {
            return same;
        }

        return LoanMoves
            .Next(loan.Status, LoanStep.WriteOff)
            .Then<LoanChange>(status =>
            {
                var today = LoanAccrual.To(loan, on);
                var parts = new LoanParts { Principal = today.Loan.Balance };
                var after = today.Loan with
                {
                    Status = status,
                    Balance = Money.Zero,
                    Postings = today.Loan.Postings + 1,
                    References = today.Loan.References.Add(reference),
                };
                var line = new LoanPosting(loan.Id, after.Postings, PostingKind.WriteOff, on, "write-off", reference, parts, Money.Zero);
                return new LoanChange(after, [.. today.Postings, line], Money.Zero);
            });
    }
}
