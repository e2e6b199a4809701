using Serverless.App.Payments.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payments.Orders;

/// <summary>What the bank says about an order.</summary>
/// <param name="Paid">False is rejected.</param>
/// <param name="AmountCentimos">What the bank moved, or would have moved.</param>
/// <param name="Reason">Empty when paid.</param>
internal sealed record BankVerdict(bool Paid, long AmountCentimos, string BankReference, string Reason, DateTimeOffset At);

/// <summary>The states of an order. Pure.</summary>
internal static class BankOrderRules
{
    /// <summary>Longest concept that the interbank network carries.</summary>
    internal const int LongestConcept = 40;

    internal const int LongestName = 100;

    /// <returns>Nothing, or <c>payments.order-invalid</c> with the field that is wrong.</returns>
    internal static Result<Done> Check(PaymentOrder order) =>
        Wrong(order) is { } field ? PaymentsErrors.OrderInvalid.With("field", field) : Done.Value;

    /// <summary>The bank has taken the order; it may have settled it before we noted that.</summary>
    internal static BankOrder Sent(BankOrder order, string reference, DateTimeOffset now) =>
        order.Status == BankOrderStatus.Registered
            ? order with
            {
                Status = BankOrderStatus.Sent,
                BankReference = reference,
                SentAt = now,
            }
            : order;

    /// <summary>The first verdict stands. The same again changes nothing; another one, or another amount, is a difference for a person.</summary>
    /// <returns>The order after it, <c>payments.amount-differs</c>, or <c>payments.verdict-contradicted</c>.</returns>
    internal static Result<BankOrder> Settle(BankOrder order, BankVerdict verdict)
    {
        if (verdict.Paid && verdict.AmountCentimos != order.AmountCentimos)
        {
            return PaymentsErrors.AmountDiffers;
        }

        var status = verdict.Paid ? BankOrderStatus.Paid : BankOrderStatus.Rejected;
        return order.Status switch
        {
            BankOrderStatus.Registered or BankOrderStatus.Sent => order with
            {
                Status = status,
                BankReference = verdict.BankReference,
                Reason = verdict.Paid ? null : verdict.Reason,
                SettledAt = verdict.At,
            },
            var settled when settled == status => order,
            _ => PaymentsErrors.VerdictContradicted,
        };
    }

    private static string? Wrong(PaymentOrder order) =>
        order.Source is not ("benefits" or "credits") ? "source"
        : order.SourceId.Length is 0 or > 100 ? "sourceId"
        : order.Attempt < 1 ? "attempt"
        : order.Amount <= Money.Zero || order.Amount.Round(RoundingPolicy.Centimo) != order.Amount ? "amount"
        : order.PayeeName.Length is 0 or > LongestName || order.PayeeName.Any(char.IsControl) ? "payeeName"
        : order.Concept.Length is 0 or > LongestConcept || !order.Concept.All(c => c is >= ' ' and <= '~') ? "concept"
        : null;
}
