using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Prepayment;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Repaying;

/// <summary>How far a payment of the member has come (domain.md §5.1).</summary>
internal enum PaymentStatus
{
    /// <summary>The member wants to pay; no money yet.</summary>
    Intent,

    /// <summary>The gateway has the money.</summary>
    Authorised,

    /// <summary>It stands in the ledger of the loan.</summary>
    Posted,

    /// <summary>The gateway did not take it.</summary>
    Failed,

    /// <summary>The gateway took it back: the ledger has a contra-posting.</summary>
    Reversed,
}

/// <summary>What a payment is for.</summary>
internal enum PaymentPurpose
{
    /// <summary>Instalments as they are, oldest first, future ones too.</summary>
    Instalments,
    LowerInstalment,
    ShorterTerm,

    /// <summary>Everything.</summary>
    Payoff,
}

/// <summary>A payment of a member through the gateway (row D28).</summary>
internal sealed record MemberPayment(string Id, string LoanId, string MemberId, Money Amount, PaymentPurpose Purpose)
{
    public PaymentStatus Status { get; init; }

    /// <summary>The gateway's name for it.</summary>
    public string? CheckoutId { get; init; }

    /// <summary>The day the gateway took the money; the ledger's value date.</summary>
    public DateOnly? PaidOn { get; init; }

    /// <summary>What the loan did not need; to be given back.</summary>
    public Money Left { get; init; }

    /// <summary>The day whose statement of the gateway shows it.</summary>
    public DateOnly? StatementDay { get; init; }

    /// <summary>The day from which its money is owed again.</summary>
    public DateOnly? ReversedOn { get; init; }
}

/// <summary>What became of a checkout.</summary>
internal enum GatewayOutcome
{
    Paid,
    Failed,

    /// <summary>Paid, and taken back by the card's holder or the bank.</summary>
    Reversed,
}

/// <summary>What the gateway says of a checkout.</summary>
internal sealed record GatewayVerdict(string CheckoutId, GatewayOutcome Outcome, Money Amount, DateTimeOffset At);

/// <summary>The states of a payment, and what it does to its loan. Pure.</summary>
internal static class PaymentRules
{
    internal static readonly Error NotFound = Error.NotFound("credits.payment-not-found");
    internal static readonly Error AmountDiffers = Error.Conflict("credits.payment-amount-differs");
    internal static readonly Error Contradicted = Error.Conflict("credits.payment-contradicted");

    /// <summary>The first word of the gateway stands, unless it takes back what it gave; the same again changes nothing.</summary>
    internal static Result<MemberPayment> Settle(MemberPayment payment, GatewayVerdict verdict) =>
        verdict.Outcome != GatewayOutcome.Failed && verdict.Amount != payment.Amount
            ? AmountDiffers
            : (payment.Status, verdict.Outcome) switch
            {
                (PaymentStatus.Intent, GatewayOutcome.Paid) => payment with
                {
                    Status = PaymentStatus.Authorised,
                    CheckoutId = verdict.CheckoutId,
                    PaidOn = LimaTime.DateOf(verdict.At),
                },
                (PaymentStatus.Intent, GatewayOutcome.Failed) => payment with
                {
                    Status = PaymentStatus.Failed,
                    CheckoutId = verdict.CheckoutId,
                },
                (PaymentStatus.Authorised or PaymentStatus.Posted, GatewayOutcome.Reversed) => payment with
                {
                    Status = PaymentStatus.Reversed,
                    ReversedOn = LimaTime.DateOf(verdict.At),
                },


                (PaymentStatus.Authorised or PaymentStatus.Posted or PaymentStatus.Reversed, GatewayOutcome.Paid)
                or
                (PaymentStatus.Failed, GatewayOutcome.Failed)
                or (PaymentStatus.Reversed, GatewayOutcome.Reversed) => CreditsErrors.NothingToDo,
                _ => Contradicted,
            };

    /// <summary>The decision for the ledger. What was chosen and no longer fits is taken as instalments: the money is here.</summary>
    internal static Result<LoanChange> Apply(Loan loan, MemberPayment payment, WorkingCalendar calendar)
    {
        var money = new LoanPayment(payment.PaidOn!.Value, payment.Amount, PostingKind.OwnPayment, "gateway", payment.Id);
        var wanted = payment.Purpose switch
        {
            PaymentPurpose.LowerInstalment => LoanRules.Prepay(loan, money, PrepaymentChoice.LowerInstalment, calendar),
            PaymentPurpose.ShorterTerm => LoanRules.Prepay(loan, money, PrepaymentChoice.ShorterTerm, calendar),
            PaymentPurpose.Payoff => LoanRules.PayOff(loan, money),
            _ => LoanRules.PayInstalments(loan, money),
        };
        return wanted.IsSuccess || payment.Purpose == PaymentPurpose.Instalments ? wanted : LoanRules.PayInstalments(loan, money);
    }

    /// <summary>Whether a loan can take such a payment today; asked before the member pays.</summary>
    internal static Result<LoanChange> Try(Loan loan, Money amount, PaymentPurpose purpose, DateOnly on, WorkingCalendar calendar)
    {
        if (purpose == PaymentPurpose.Instalments && LoanRules.NeedsChoice(loan, amount, on))
        {
            return LoanErrors.ChoiceNeeded;
        }

        var money = new LoanPayment(on, amount, PostingKind.OwnPayment, "gateway", "try");
        var tried = purpose switch
        {
            PaymentPurpose.LowerInstalment => LoanRules.Prepay(loan, money, PrepaymentChoice.LowerInstalment, calendar),
            PaymentPurpose.ShorterTerm => LoanRules.Prepay(loan, money, PrepaymentChoice.ShorterTerm, calendar),
            PaymentPurpose.Payoff => LoanRules.PayOff(loan, money),
            _ => LoanRules.PayInstalments(loan, money),
        };
        return tried.Then<LoanChange>(change =>
            change.Left > Money.Zero ? PrepaymentErrors.TooLarge.With("payoff", LoanPayoff.On(loan, on).Total.ToString()) : change
        );
    }
}

/// <summary>Events of a payment; ids only.</summary>
internal static class PaymentEvents
{
    internal static readonly EventKind<PaymentMoved> Started = new("credits.payment-started", CreditsJson.Default.PaymentMoved);

    /// <summary>The money is there: post it. Goes to this context's own queue.</summary>
    internal static readonly EventKind<PaymentMoved> Authorised = new("credits.payment-authorised", CreditsJson.Default.PaymentMoved);
    internal static readonly EventKind<PaymentMoved> Failed = new("credits.payment-failed", CreditsJson.Default.PaymentMoved);

    /// <summary>The money is gone again: post the contrary. Goes to this context's own queue.</summary>
    internal static readonly EventKind<PaymentMoved> Reversed = new("credits.payment-reversed", CreditsJson.Default.PaymentMoved);
    internal static readonly EventKind<PaymentMoved> Posted = new("credits.payment-posted", CreditsJson.Default.PaymentMoved);

    /// <summary>The commit of a verdict; what was known before says nothing new to anybody.</summary>
    internal static Commit<MemberPayment> Commit(MemberPayment before, MemberPayment after)
    {
        var moved = new PaymentMoved(after.Id, after.LoanId);
        return new Commit<MemberPayment>(after)
        {
            Events =
                before.Status == after.Status ? []
                : after.Status == PaymentStatus.Authorised ? [Authorised.With(moved)]
                : after.Status == PaymentStatus.Reversed ? [Reversed.With(moved)]
                : [Failed.With(moved)],
        };
    }
}

internal sealed record PaymentMoved(string PaymentId, string LoanId);
