using Serverless.App.Credits.Arrears;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans;

/// <summary>Why a line stands in the ledger of a loan.</summary>
internal enum PostingKind
{
    /// <summary>The money left.</summary>
    Disbursement,

    /// <summary>Total grace added interest and insurance to the debt, as the contract says.</summary>
    Capitalisation,

    /// <summary>Taken from the payslip.</summary>
    PayrollDiscount,

    /// <summary>Paid by the member through the payment gateway.</summary>
    OwnPayment,

    /// <summary>Ahead of time: lowers the principal and changes the plan.</summary>
    Prepayment,

    /// <summary>Everything that was owed on the day.</summary>
    Payoff,

    /// <summary>Taken from a benefit before it was paid out.</summary>
    SetOff,

    /// <summary>A larger credit closed this one.</summary>
    Refinancing,

    /// <summary>The gateway took a payment back.</summary>
    Reversal,

    /// <summary>Two officers gave the loan up.</summary>
    WriteOff,
}

/// <summary>An amount by what it is made of.</summary>
internal sealed record LoanParts
{
    internal static readonly LoanParts None = new();

    public Money Principal { get; init; }

    public Money Interest { get; init; }

    public Money Insurance { get; init; }

    public Money Charge { get; init; }

    /// <summary>Late interest at the credit's rate.</summary>
    public Money Compensatory { get; init; }

    /// <summary>Late interest at the moratory rate.</summary>
    public Money Moratory { get; init; }

    internal Money Total => Principal + Interest + Insurance + Charge + Compensatory + Moratory;

    internal LoanParts Minus(LoanParts other) =>
        new()
        {
            Principal = Principal - other.Principal,
            Interest = Interest - other.Interest,
            Insurance = Insurance - other.Insurance,
            Charge = Charge - other.Charge,
            Compensatory = Compensatory - other.Compensatory,
            Moratory = Moratory - other.Moratory,
        };

    internal static LoanParts Of(IReadOnlyCollection<DueAmount> paid)
    {
        Money Sum(DueComponent component) => Money.Sum(paid.Where(part => part.Component == component).Select(part => part.Amount));
        return new LoanParts
        {
            Principal = Sum(DueComponent.Principal),
            Interest = Sum(DueComponent.Interest),
            Insurance = Sum(DueComponent.Insurance),
            Charge = Sum(DueComponent.Charge),
            Compensatory = Sum(DueComponent.Compensatory),
            Moratory = Sum(DueComponent.Moratory),
        };
    }
}

/// <summary>
/// A line of a loan's ledger, never changed; a correction is a line of its own. Amounts in céntimos: what is paid is positive, principal
/// that was lent or added is negative.
/// </summary>
/// <param name="Number">1 for the disbursement.</param>
/// <param name="On">The day the money counts from, Lima.</param>
/// <param name="Channel"><c>payroll</c>, <c>gateway</c>, <c>bank</c>, <c>benefit</c>, <c>contract</c>, <c>write-off</c>.</param>
/// <param name="Reference">The business key of what it books: posting it twice is posting it once.</param>
/// <param name="Balance">Principal owed after it.</param>
internal sealed record LoanPosting(
    string LoanId,
    int Number,
    PostingKind Kind,
    DateOnly On,
    string Channel,
    string Reference,
    LoanParts Parts,
    Money Balance
);

/// <summary>Money on its way into a loan.</summary>
internal sealed record LoanPayment(DateOnly On, Money Amount, PostingKind Kind, string Channel, string Reference);

/// <summary>A loan after a decision, what it posts, and what of a payment was too much.</summary>
internal sealed record LoanChange(Loan Loan, IReadOnlyList<LoanPosting> Postings, Money Left);
