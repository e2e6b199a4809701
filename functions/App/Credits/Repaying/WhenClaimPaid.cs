using Serverless.App.Benefits.Messages;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Prepayment;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Repaying;

/// <summary>
/// A benefit was paid and set off against loans (domain.md §1.4): each loan gets its part in its own ledger, once for the claim, so that
/// what the liquidation took is what the loans received. What is less than the payoff lowers the principal and shortens the term.
/// </summary>
internal sealed class WhenClaimPaid(LoanStore loans, WorkingCalendar calendar)
{
    internal async Task<MessageOutcome> HandleAsync(ClaimPaid paid, MessageContext context, CancellationToken cancellation)
    {
        foreach (var part in paid.SetOffs.Where(part => part.Centimos > 0))
        {
            var posted = await PostAsync(paid, part, cancellation);
            if (posted.Error is { } error)
            {
                return error == StorageErrors.PreconditionFailed ? MessageOutcome.Retry(error) : MessageOutcome.Reject(error);
            }
        }

        return MessageOutcome.Done;
    }

    private Task<Result<LoanChange>> PostAsync(ClaimPaid paid, ClaimSetOff part, CancellationToken cancellation)
    {
        var reference = $"benefit-{paid.ClaimId}";
        var amount = Money.FromCentimos(part.Centimos);
        var payment = new LoanPayment(LimaTime.DateOf(paid.At), amount, PostingKind.SetOff, "benefit", reference);
        return loans.ChangeAsync(
            part.LoanId,
            new CommandIdentity(reference, paid.ClaimId, ""),
            reference,
            paid.At,
            loan => Decide(loan, payment),
            cancellation
        );
    }

    /// <summary>A part of a running instalment may be paid: then the money goes to instalments as they are.</summary>
    private Result<LoanChange> Decide(Loan loan, LoanPayment payment)
    {
        var wanted = LoanRules.Prepay(loan, payment, PrepaymentChoice.ShorterTerm, calendar);
        return wanted.IsSuccess ? wanted : LoanRules.PayInstalments(loan, payment);
    }
}
