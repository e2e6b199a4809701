using Serverless.App.Credits.Arrears;
using Serverless.App.Credits.Prepayment;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans;

/// <summary>
/// What a payment does to a loan. Every decision begins by bringing the loan to the payment's day; a reference that was posted before
/// changes nothing.
/// </summary>
internal static class LoanRules
{
    /// <summary>The ledger's first line.</summary>
    internal static LoanChange Open(Loan agreed, string reference)
    {
        var lent = new LoanPayment(agreed.Terms.Disbursed, agreed.Plan.Principal, PostingKind.Disbursement, "bank", reference);
        var (opened, posting) = Book(
            agreed with
            {
                Status = LoanStatus.Open,
                Rows = [.. agreed.Plan.Rows.Select(_ => RowLedger.Untouched)],
            },
            lent,
            PostingKind.Disbursement,
            new LoanParts { Principal = -agreed.Plan.Principal }
        );
        return new LoanChange(opened, [posting], Money.Zero);
    }

    /// <summary>
    /// Pays instalments as they are, oldest first and future ones too (adelanto de cuotas). What is more than the whole plan is left over.
    /// </summary>
    internal static Result<LoanChange> PayInstalments(Loan loan, LoanPayment payment) => Pay(loan, payment, until: null);

    /// <summary>
    /// Pays what is due and takes the rest off the principal (pago anticipado), with the plan that the member chose. What closes the loan
    /// closes it; what is more is left over.
    /// </summary>
    internal static Result<LoanChange> Prepay(Loan loan, LoanPayment payment, PrepaymentChoice choice, WorkingCalendar calendar)
    {
        if (payment.Amount >= LoanPayoff.On(loan, payment.On).Total)
        {
            return PayOff(loan, payment);
        }

        var due = Pay(loan, payment, until: payment.On);
        return due.Error is { } wrong ? wrong
            : due.Value.Left == Money.Zero ? due
            : LowerPrincipal(due.Value, payment, choice, calendar);
    }

    /// <summary>Pays everything that is owed on the day.</summary>
    /// <returns>The closed loan, or <c>credits.payoff-too-small</c> with what it takes.</returns>
    internal static Result<LoanChange> PayOff(Loan loan, LoanPayment payment)
    {
        if (Refuse(loan, payment) is { } refused)
        {
            return refused;
        }

        var owed = LoanPayoff.On(loan, payment.On);
        if (payment.Amount < owed.Total)
        {
            return Error.Unprocessable("credits.payoff-too-small").With("payoff", owed.Total.ToString());
        }

        var today = LoanAccrual.To(loan, payment.On);
        var kind = payment.Kind == PostingKind.OwnPayment ? PostingKind.Payoff : payment.Kind;
        var (closed, posting) = Book(today.Loan, payment, kind, owed);
        var step = payment.Kind == PostingKind.Refinancing ? LoanStep.Refinance : LoanStep.PayOff;
        return LoanMoves
            .Next(loan.Status, step)
            .Then<LoanChange>(status => new LoanChange(
                closed with
                {
                    Status = status,
                    ClosedOn = payment.On,
                },
                [.. today.Postings, posting],
                payment.Amount - owed.Total
            ));
    }

    /// <summary>Whether so large a payment needs the member's choice (domain.md §2.3).</summary>
    internal static bool NeedsChoice(Loan loan, Money amount, DateOnly on)
    {
        var today = LoanAccrual.To(loan, on).Loan;
        var due = Money.Sum(LoanDues.Of(today, on).Select(part => part.Amount));
        return loan.NextRow is { } next && amount - due > next.Instalment * loan.Terms.PrepaymentAbove;
    }

    private static Result<LoanChange> Pay(Loan loan, LoanPayment payment, DateOnly? until)
    {
        if (Refuse(loan, payment) is { } refused)
        {
            return refused;
        }

        var today = LoanAccrual.To(loan, payment.On);
        return Allocation
            .Of(payment.Amount, LoanDues.Of(today.Loan, until), loan.Terms.Allocation)
            .Then(allocated => Apply(today, payment, allocated));
    }

    private static Result<LoanChange> Apply(LoanChange today, LoanPayment payment, Allocation allocated)
    {
        if (allocated.Paid.IsEmpty)
        {
            return today with { Left = allocated.Remainder };
        }

        var (booked, posting) = Book(today.Loan, payment, payment.Kind, LoanParts.Of(allocated.Paid));
        var after = booked with { Rows = LoanDues.Pay(today.Loan.Rows, allocated.Paid) };
        var closed = after.PaidRows == after.Rows.Length;
        return LoanMoves
            .Next(
                after.Status,
                closed ? LoanStep.PayOff
                    : after.DaysOverdue(payment.On) > 0 ? LoanStep.FallBehind
                    : LoanStep.Pay
            )
            .Then<LoanChange>(status => new LoanChange(
                after with
                {
                    Status = status,
                    ClosedOn = closed ? payment.On : null,
                },
                [.. today.Postings, posting],
                allocated.Remainder
            ));
    }

    private static Result<LoanChange> LowerPrincipal(LoanChange due, LoanPayment payment, PrepaymentChoice choice, WorkingCalendar calendar)
    {
        var loan = due.Loan;
        if (loan.Rows[loan.PaidRows] != RowLedger.Untouched)
        {
            return LoanErrors.InstalmentStarted;
        }

        return Prepayments
            .Apply(loan.Position, payment.On, due.Left, choice, calendar)
            .Then<LoanChange>(outcome =>
            {
                var parts = new LoanParts
                {
                    Principal = outcome.Principal,
                    Interest = outcome.Interest,
                    Insurance = outcome.Insurance,
                };
                var (booked, posting) = Book(loan, payment, PostingKind.Prepayment, parts);
                var next = outcome.Next!;
                var after = booked with
                {
                    Plan = next,
                    Rows = [.. next.Rows.Select(_ => RowLedger.Untouched)],
                    Status = LoanStatus.Current,
                };
                return new LoanChange(after, [.. due.Postings, posting], Money.Zero);
            });
    }

    private static (Loan Loan, LoanPosting Posting) Book(Loan loan, LoanPayment payment, PostingKind kind, LoanParts parts)
    {
        var booked = loan with
        {
            Balance = loan.Balance - parts.Principal,
            Postings = loan.Postings + 1,
            References = loan.References.Contains(payment.Reference) ? loan.References : loan.References.Add(payment.Reference),
        };
        return (
            booked,
            new LoanPosting(loan.Id, booked.Postings, kind, payment.On, payment.Channel, payment.Reference, parts, booked.Balance)
        );
    }

    private static Error? Refuse(Loan loan, LoanPayment payment) =>
        payment.Amount <= Money.Zero ? PrepaymentErrors.AmountInvalid
        : !loan.IsOpen ? PrepaymentErrors.LoanClosed
        : payment.On < loan.Plan.Start ? PrepaymentErrors.BeforeLastPayment
        : null;
}
