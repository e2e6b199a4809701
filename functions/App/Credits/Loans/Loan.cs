using System.Collections.Immutable;
using Serverless.App.Credits.Loans.WritingOff;
using Serverless.App.Credits.Prepayment;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans;

/// <summary>What became of one row of the plan.</summary>
internal sealed record RowLedger
{
    internal static readonly RowLedger Untouched = new();

    /// <summary>Paid of what the plan asks.</summary>
    public Money Principal { get; init; }

    public Money Interest { get; init; }

    public Money Insurance { get; init; }

    public Money Charge { get; init; }

    /// <summary>Late interest owed so far, at the credit's rate.</summary>
    public Money Compensatory { get; init; }

    /// <summary>Late interest owed so far, at the moratory rate.</summary>
    public Money Moratory { get; init; }

    public Money CompensatoryPaid { get; init; }

    public Money MoratoryPaid { get; init; }

    /// <summary>Until when late interest has been counted.</summary>
    public DateOnly? LateThrough { get; init; }

    /// <summary>What total grace added to the debt has been posted.</summary>
    public bool Capitalised { get; init; }
}

/// <summary>Payroll was asked for a month's instalment and has not answered: until it does, or the day is past, nothing is late.</summary>
/// <param name="ChargeId">What payroll was asked.</param>
/// <param name="Month">First day of the month whose instalment it is.</param>
/// <param name="Until">Last day on which the answer is waited for.</param>
internal sealed record PayrollHold(string ChargeId, DateOnly Month, DateOnly Until)
{
    internal bool Covers(DateOnly due) => due.Year == Month.Year && due.Month == Month.Month;
}

/// <summary>
/// A loan after the money left (Crédito): its terms, the plan in force, what was paid of it. The ledger itself is the chain of its
/// <see cref="LoanPosting"/> events; the balance here is their sum.
/// </summary>
/// <param name="Product">Code of the product it was lent under.</param>
internal sealed record Loan(string Id, string MemberId, string RequestId, string Product, AgreedTerms Terms, Schedule Plan)
{
    public LoanStatus Status { get; init; }

    /// <summary>One for each row of the plan.</summary>
    public ImmutableArray<RowLedger> Rows { get; init; } = [];

    /// <summary>Principal that is owed, what grace added included.</summary>
    public Money Balance { get; init; }

    /// <summary>How many postings the ledger has.</summary>
    public int Postings { get; init; }

    /// <summary>Business keys of what was posted: the same payment told again, however late, is known.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>Where the loan was asked for: <c>app</c>, <c>office</c> (row D33).</summary>
    public string Channel { get; init; } = "app";

    /// <summary>The payroll unit when the money left.</summary>
    public string Ugel { get; init; } = "";

    public DateOnly? ClosedOn { get; init; }

    /// <summary>Somebody proposed to give it up.</summary>
    public WriteOffProposal? WriteOff { get; init; }

    /// <summary>What is under way at payroll.</summary>
    public PayrollHold? AtPayroll { get; init; }

    /// <summary>First day of the last month for which payroll was asked, or could have been.</summary>
    public DateOnly? LastAsked { get; init; }

    internal bool IsOpen => Status is LoanStatus.Open or LoanStatus.Current or LoanStatus.Overdue;

    /// <summary>How many rows, from the first, ask for nothing any more.</summary>
    internal int PaidRows
    {
        get
        {
            var paid = 0;
            while (paid < Rows.Length && LoanDues.IsSettled(Plan.Rows[paid], Rows[paid]))
            {
                paid++;
            }

            return paid;
        }
    }

    /// <summary>As the engine sees it.</summary>
    internal LoanPosition Position => new(Terms.ToEngine(), Plan, PaidRows);

    /// <summary>The first row that asks for something; null when none does.</summary>
    internal ScheduleRow? NextRow => PaidRows is var paid && paid < Plan.Rows.Length && IsOpen ? Plan.Rows[paid] : null;

    /// <summary>Days since the oldest unpaid instalment fell due; 0 while its last day has not passed or payroll may still pay it.</summary>
    internal int DaysOverdue(DateOnly on) =>
        NextRow is { } next && next.PayBy < on && next.Instalment > Money.Zero && !IsHeld(next.Due, on)
            ? on.DayNumber - next.Due.DayNumber
            : 0;

    /// <summary>Whether payroll may still pay what fell due on a date.</summary>
    internal bool IsHeld(DateOnly due, DateOnly on) => AtPayroll is { } hold && hold.Covers(due) && on <= hold.Until;
}
