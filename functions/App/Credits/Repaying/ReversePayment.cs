using Serverless.App.Credits.Certificates;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.App.Credits.Repaying;

/// <summary>
/// The gateway took a payment back: its line gets a contra-posting, once. What later lines stand on, or what changed the plan, is a task;
/// a certificate of owing nothing that followed from it is void.
/// </summary>
internal sealed class ReversePayment(
    LoanStore loans,
    PaymentStore payments,
    RequestCertificate certificates,
    [FromKeyedServices(CreditsModule.Name)] TaskDesk desk,
    TimeProvider time
)
{
    internal async Task<MessageOutcome> ReverseAsync(PaymentMoved moved, MessageContext context, CancellationToken cancellation)
    {
        if (await payments.FindAsync(moved.PaymentId, cancellation) is not { Status: PaymentStatus.Reversed } payment)
        {
            return MessageOutcome.Done;
        }

        var ledger = await loans.LedgerAsync(payment.LoanId, cancellation);
        if (ledger.FirstOrDefault(line => line.Reference == payment.Id) is not { } paid)
        {
            return MessageOutcome.Done;
        }

        var reference = $"reversed-{payment.Id}";
        var reversed = await loans.ChangeAsync(
            payment.LoanId,
            new CommandIdentity(reference, payment.Id, ""),
            reference,
            time.GetUtcNow(),
            loan => LoanReversal.Reverse(loan, paid, payment.ReversedOn!.Value, reference),
            cancellation
        );
        if (reversed.Error is { } error)
        {
            if (error == StorageErrors.PreconditionFailed)
            {
                return MessageOutcome.Retry(error);
            }

            var facts = new Dictionary<string, string> { ["payment"] = payment.Id, ["loan"] = payment.LoanId };
            await desk.OpenAsync(new(LoanReversal.ByHand.Code, payment.Id, context.Message.Time) { Facts = facts }, cancellation);
            return MessageOutcome.Done;
        }

        var owing = new LoanMoved(payment.LoanId, payment.MemberId, time.GetUtcNow());
        return await certificates.VoidAsync(owing, context, cancellation);
    }
}
