using Serverless.App.Credits.Loans;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Repaying;

/// <summary>Puts a paid payment into the ledger of its loan, once, and notes on the payment what became of it.</summary>
internal sealed class PostPayment(
    LoanStore loans,
    PaymentStore payments,
    ReversePayment reversing,
    WorkingCalendar calendar,
    TimeProvider time
)
{
    internal async Task<MessageOutcome> PostAsync(PaymentMoved paid, MessageContext context, CancellationToken cancellation)
    {
        if (await payments.FindAsync(paid.PaymentId, cancellation) is not { Status: PaymentStatus.Authorised } payment)
        {
            return MessageOutcome.Done;
        }

        var posted = await loans.ChangeAsync(
            payment.LoanId,
            new CommandIdentity($"pay-{payment.Id}", payment.Id, ""),
            payment.Id,
            time.GetUtcNow(),
            loan => PaymentRules.Apply(loan, payment, calendar),
            cancellation
        );
        if (posted.Error == StorageErrors.PreconditionFailed)
        {
            return MessageOutcome.Retry(posted.Error);
        }

        // A loan that was closed in the meantime takes nothing: all of it is given back.
        var left = posted.Error is null ? await LeftAsync(payment, cancellation) : payment.Amount;
        var noted = await payments.ChangeAsync(
            payment.Id,
            new CommandIdentity("posted", context.Id, ""),
            before =>
                before is { Status: PaymentStatus.Authorised } authorised
                    ? new Commit<MemberPayment>(authorised with { Status = PaymentStatus.Posted, Left = left })
                    {
                        Events = [PaymentEvents.Posted.With(paid)],
                    }
                    : CreditsErrors.NothingToDo,
            cancellation
        );
        // Taken back while it was being posted: nobody else knows that the ledger has it.
        return noted is { IsSuccess: true, Value.Status: PaymentStatus.Reversed }
            ? await reversing.ReverseAsync(paid, context, cancellation)
            : MessageOutcome.From(noted);
    }

    /// <summary>From the ledger itself, so that a repetition after a crash comes to the same.</summary>
    private async Task<Money> LeftAsync(MemberPayment payment, CancellationToken cancellation)
    {
        var ledger = await loans.LedgerAsync(payment.LoanId, cancellation);
        return payment.Amount - Money.Sum(ledger.Where(line => line.Reference == payment.Id).Select(line => line.Parts.Total));
    }
}
