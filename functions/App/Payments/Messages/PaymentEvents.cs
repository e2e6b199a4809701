using Serverless.Platform.Storage;

namespace Serverless.App.Payments.Messages;

/// <summary>What the bank did with an order, for the contexts whose payment it was; published contracts (decision 17).</summary>
internal static class PaymentEvents
{
    /// <summary>The money has left.</summary>
    internal static readonly EventKind<OrderPaid> OrderPaid = new("payments.order-paid", PaymentsJson.Default.OrderPaid);

    /// <summary>The money has not left and this order never will; a corrected one is a new attempt.</summary>
    internal static readonly EventKind<OrderRejected> OrderRejected = new("payments.order-rejected", PaymentsJson.Default.OrderRejected);
}

/// <summary>An order that the bank carried out.</summary>
/// <param name="BankReference">The bank's own name for the transfer.</param>
/// <param name="At">When the bank says that it did it.</param>
internal sealed record OrderPaid(
    string OrderId,
    string Source,
    string SourceId,
    int Attempt,
    long AmountCentimos,
    string BankReference,
    DateTimeOffset At
);

/// <summary>An order that the bank refused.</summary>
/// <param name="Reason">One of the codes of docs/ports/bank.md.</param>
internal sealed record OrderRejected(string OrderId, string Source, string SourceId, int Attempt, string Reason);
