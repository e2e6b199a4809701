using System.Collections.Immutable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Collecting;

/// <summary>Where a month's instalment at payroll stands.</summary>
internal enum ChargeStatus
{
    /// <summary>Payroll has not answered.</summary>
    Asked,

    /// <summary>All of it was taken from the payslip.</summary>
    Applied,

    /// <summary>A part was taken; the rest is the member's to pay.</summary>
    Partial,

    Rejected,
}

/// <summary>What of a charge is for one loan.</summary>
/// <param name="Due">The latest due date that it covers.</param>
internal sealed record ChargePart(string LoanId, DateOnly Due, Money Amount);

/// <summary>
/// What a member's payslip of one month is asked for: the instalments of all their loans in one line, because payroll knows one line for a
/// person, concept and month (docs/ports/payroll.md).
/// </summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Until">Last day on which the answer is waited for before late interest runs.</param>
/// <param name="Parts">In the order in which money is given to them: oldest due first.</param>
internal sealed record PayrollCharge(
    string Id,
    string MemberId,
    string Ugel,
    DateOnly Month,
    DateOnly Until,
    ImmutableArray<ChargePart> Parts
)
{
    public ChargeStatus Status { get; init; }

    /// <summary>What was taken from the payslip.</summary>
    public Money Applied { get; init; }

    /// <summary>Payroll's reason for less than was asked: a code of docs/ports/payroll.md.</summary>
    public string? Reason { get; init; }

    /// <summary>Day in Lima of the first answer; the value date follows from it.</summary>
    public DateOnly? AnsweredOn { get; init; }

    internal Money Asked => Money.Sum(Parts.Select(part => part.Amount));
}

/// <summary>Payroll's word on a charge.</summary>
/// <param name="Applied">Zero when it was rejected.</param>
internal sealed record ChargeAnswer(Money Applied, string? Reason, DateOnly On);

/// <summary>A step of a charge; ids only.</summary>
internal sealed record ChargeMoved(string ChargeId, string MemberId);
