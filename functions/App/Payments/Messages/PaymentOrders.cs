using Serverless.App.Payments.Orders;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payments.Messages;

/// <summary>Money that another context wants paid.</summary>
/// <param name="Source">The context: <c>benefits</c> or <c>credits</c>.</param>
/// <param name="SourceId">What it pays there.</param>
/// <param name="Attempt">From 1; a payment that the bank rejected is asked for again under the next number.</param>
/// <param name="PayeeName">As the account is held; personal, as document and account are.</param>
/// <param name="Concept">What the payee reads on the statement: at most 40 seven-bit letters, no personal data.</param>
internal sealed record PaymentOrder(
    string Source,
    string SourceId,
    int Attempt,
    Money Amount,
    Dni PayeeDocument,
    string PayeeName,
    Cci Cci,
    string Concept
);

/// <summary>The order's name here and at the bank.</summary>
internal readonly record struct PaymentOrderId(string Value);

/// <summary>Where other contexts ask for payments. The answer comes as an event of <see cref="PaymentEvents"/>, minutes or days later.</summary>
internal sealed class PaymentOrders(BankOrderStore orders)
{
    /// <summary>
    /// Takes the order, once for source, id and attempt: the same wish again is the same order. From then on it is paid or rejected
    /// without further asking.
    /// </summary>
    /// <returns>The order, <c>payments.order-invalid</c>, or <c>payments.order-differs</c> when the attempt is taken by another wish.</returns>
    internal Task<Result<PaymentOrderId>> RegisterAsync(PaymentOrder order, CancellationToken cancellation) =>
        orders.RegisterAsync(order, cancellation);
}
