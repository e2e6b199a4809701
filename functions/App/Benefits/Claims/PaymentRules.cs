using System.Collections.Immutable;
using Serverless.App.Benefits.Liquidations;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Claims;

/// <summary>What the bank is told to pay and what it answers: late, twice, for another attempt, for another amount. Pure.</summary>
internal static class PaymentRules
{
    /// <summary>
    /// The loans of today are set off. Interest to the day may make the net smaller than what was approved; more than what was approved
    /// nobody has signed, so it is calculated and approved again.
    /// </summary>
    internal static Result<BenefitClaim> Offset(BenefitClaim claim, Liquidation today, DateTimeOffset now) =>
        claim.Liquidation is { } approved && today.Net > approved.Net
            ? FigureRules.Recalculate(claim, now)
            : ClaimMoveRules
                .Move(claim, ClaimStep.OffsetDebts, now)
                .Then<BenefitClaim>(offset => offset with { Liquidation = today, Payments = Planned(today) });

    /// <summary>On to the bank; or, when loans and courts took everything that can be paid now, to the end.</summary>
    internal static Result<BenefitClaim> Order(BenefitClaim claim, DateTimeOffset now) =>
        claim.Payments.Any(payment => payment.Status == PaymentStatus.Planned)
            ? ClaimMoveRules.Move(claim, ClaimStep.OrderPayment, now)
            : ClaimMoveRules.Move(claim, End(claim), now);

    /// <summary>Payments took these orders; an answer of the bank may have been quicker than this note.</summary>
    internal static BenefitClaim Ordered(BenefitClaim claim, IReadOnlyDictionary<string, string> orderIds) =>
        claim with
        {
            Payments =
            [
                .. claim.Payments.Select(payment =>
                    payment.Status == PaymentStatus.Planned && orderIds.TryGetValue(payment.PayeeId, out var order)
                        ? payment with
                        {
                            Status = PaymentStatus.Ordered,
                            OrderId = order,
                        }
                        : payment
                ),
            ],
        };

    /// <summary>The bank paid. Null when the answer is not about the attempt and the amount that we wait for.</summary>
    internal static Result<BenefitClaim>? Paid(BenefitClaim claim, PaymentAnswer answer, DateTimeOffset now) =>
        Waiting(claim, answer) is { } payment && payment.Amount == answer.Amount
            ? Settle(Put(claim, payment, payment with { Status = PaymentStatus.Paid, BankReference = answer.Text }), now)
            : default(Result<BenefitClaim>?);

    /// <summary>The bank returned it. Null when the answer is not about what we wait for.</summary>
    internal static Result<BenefitClaim>? Returned(BenefitClaim claim, PaymentAnswer answer, DateTimeOffset now) =>
        Waiting(claim, answer) is { } payment
            ? Settle(Put(claim, payment, payment with { Status = PaymentStatus.Returned, Reason = answer.Text }), now)
            : default(Result<BenefitClaim>?);

    /// <summary>The payee gave another account: with the last one corrected, the bank is asked again.</summary>
    internal static Result<BenefitClaim> Correct(BenefitClaim claim, string payeeId, DateTimeOffset now)
    {
        if (claim.Status != ClaimStatus.Returned)
        {
            return ClaimMoveRules.NotAllowed(claim.Status);
        }

        if (claim.Payments.FirstOrDefault(payment => payment.PayeeId == payeeId) is not { Status: PaymentStatus.Returned } returned)
        {
            return BenefitErrors.PayeeNotReturned;
        }

        var corrected = Put(claim, returned, Again(returned, returned.Attempt + 1));
        return corrected.Payments.Any(payment => payment.Status == PaymentStatus.Returned)
            ? corrected
            : ClaimMoveRules.Move(corrected, ClaimStep.OrderPayment, now).Then(ordered => ClockRules.Resume(ordered, now));
    }

    /// <summary>A heir whose share was set aside has been found.</summary>
    internal static Result<BenefitClaim> Release(BenefitClaim claim, string payeeId, DateTimeOffset now) =>
        claim.Payments.FirstOrDefault(payment => payment.PayeeId == payeeId) is { Status: PaymentStatus.Held } held
            ? ClaimMoveRules.Move(Put(claim, held, Again(held, held.Attempt)), ClaimStep.OrderPayment, now)
            : BenefitErrors.PayeeNotHeld;

    private static Result<BenefitClaim> Settle(BenefitClaim claim, DateTimeOffset now) =>
        claim.Payments.Any(payment => payment.Status is PaymentStatus.Planned or PaymentStatus.Ordered) ? claim
        : claim.Payments.Any(payment => payment.Status == PaymentStatus.Returned)
            ? ClaimMoveRules.Move(claim, ClaimStep.ReturnPayment, now).Then(returned => ClockRules.Pause(returned, now))
        : ClaimMoveRules.Move(claim, End(claim), now);

    private static ClaimStep End(BenefitClaim claim) =>
        claim.Payments.Any(payment => payment.Status == PaymentStatus.Held) ? ClaimStep.PayInPart : ClaimStep.Pay;

    private static ClaimPayment? Waiting(BenefitClaim claim, PaymentAnswer answer) =>
        claim.Status == ClaimStatus.PaymentOrdered
        && claim.Payments.FirstOrDefault(payment => payment.PayeeId == answer.PayeeId) is { } payment
        && payment.Attempt == answer.Attempt
        && payment.Status is PaymentStatus.Planned or PaymentStatus.Ordered
            ? payment
            : null;

    private static ImmutableArray<ClaimPayment> Planned(Liquidation figures) =>
        [
            .. figures
                .Payments.Where(payment => payment.Amount > Money.Zero)
                .Select(payment => new ClaimPayment(
                    payment.PayeeId,
                    payment.Amount,
                    1,
                    payment.IsHeld ? PaymentStatus.Held : PaymentStatus.Planned
                )),
        ];

    private static ClaimPayment Again(ClaimPayment payment, int attempt) =>
        new(payment.PayeeId, payment.Amount, attempt, PaymentStatus.Planned);

    private static BenefitClaim Put(BenefitClaim claim, ClaimPayment old, ClaimPayment payment) =>
        claim with
        {
            Payments = claim.Payments.Replace(old, payment),
        };
}

/// <summary>What the bank says about one payment.</summary>
/// <param name="Text">The bank's reference, or its reason for returning it.</param>
internal sealed record PaymentAnswer(string PayeeId, int Attempt, Money Amount, string Text);
