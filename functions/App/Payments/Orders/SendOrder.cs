using Serverless.App.Payments.Bank;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.App.Payments.Orders;

/// <summary>
/// Sends an order to the bank. A bank that is down is asked again for days (decision 19); what it refuses is rejected at once; an order
/// that it never took becomes a person's task, because only a person may decide that no money has left.
/// </summary>
internal sealed class SendOrder(
    BankOrderStore orders,
    BankClient bank,
    BankOptions options,
    VendorAttempts attempts,
    [FromKeyedServices(PaymentsModule.Name)] TaskDesk desk,
    TimeProvider time
)
{
    /// <summary>The bank has an order; kept for the order's own history.</summary>
    internal static readonly EventKind<BankOrderMoved> Sent = new("payments.order-sent", PaymentsJson.Default.BankOrderMoved);

    internal async Task<MessageOutcome> SendAsync(BankOrderMoved moved, MessageContext context, CancellationToken cancellation)
    {
        if (
            await orders.FindWithPayeeAsync(moved.OrderId, cancellation) is not { } known
            || known.Order.Status != BankOrderStatus.Registered
        )
        {
            return MessageOutcome.Done;
        }

        var attempt = await attempts.RunAsync(
            context,
            context.Message.Time + options.GiveUpAfter,
            (_, c) => bank.SendAsync(known.Order, known.Payee, c),
            cancellation
        );
        return attempt.Error is { } raced
            ? MessageOutcome.Retry(raced)
            : MessageOutcome.From(await KeepAsync(known.Order, attempt.Value, context, cancellation));
    }

    private async Task<Result<Done>> KeepAsync(BankOrder order, Attempt attempt, MessageContext context, CancellationToken cancellation)
    {
        if (attempt.State == AttemptState.Pending)
        {
            return Done.Value;
        }

        if (attempt.State == AttemptState.GivenUp)
        {
            var unsent = new Difference(PaymentsErrors.OrderUnsent.Code, $"{order.Id}|{context.Id}", time.GetUtcNow())
            {
                Facts = new Dictionary<string, string> { ["order"] = order.Id, ["last"] = attempt.Note ?? "" },
            };
            await desk.OpenAsync(unsent, cancellation);
            return Done.Value;
        }

        var command = new CommandIdentity($"sent-{context.Id}", context.Id, "");
        var kept = await orders.StepAsync(order.Id, command, now => After(now, attempt), cancellation);
        return kept.Then<Done>(_ => Done.Value);
    }

    private Result<Commit<BankOrder>> After(BankOrder now, Attempt attempt)
    {
        if (attempt.State == AttemptState.Accepted)
        {
            var sent = BankOrderRules.Sent(now, attempt.Note!, time.GetUtcNow());
            return new Commit<BankOrder>(sent) { Events = sent == now ? [] : [Sent.With(new BankOrderMoved(now.Id))] };
        }

        var verdict = new BankVerdict(false, now.AmountCentimos, "", attempt.Note!, time.GetUtcNow());
        return BankOrderRules.Settle(now, verdict).Then<Commit<BankOrder>>(after => BankOrderStore.Settled(now, after));
    }
}
