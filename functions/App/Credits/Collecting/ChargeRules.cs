using System.Collections.Immutable;
using Serverless.App.Credits.Loans;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Collecting;

/// <summary>What payroll is asked for in a month, and what its answer is worth. Pure.</summary>
internal static class ChargeRules
{
    internal static readonly Error NotFound = Error.NotFound("credits.discount-not-found");

    /// <summary>Payroll took more than the loans needed; somebody gives it back.</summary>
    internal static readonly Error Left = Error.Conflict("credits.discount-left");

    /// <summary>
    /// What is owed on the member's loans up to the end of the month, arrears included; the loan that is owed longest comes first.
    /// </summary>
    /// <param name="month">First day of the month.</param>
    internal static ImmutableArray<ChargePart> Parts(IEnumerable<Loan> loans, DateOnly month, DateOnly today)
    {
        var end = month.AddMonths(1).AddDays(-1);
        return
        [
            .. loans
                .Where(loan => loan.IsOpen)
                .Select(loan => (loan.Id, loan.Terms.Disbursed, Dues: LoanDues.Of(LoanAccrual.To(loan, today).Loan, end).ToList()))
                .Where(one => one.Dues.Count > 0)
                .OrderBy(one => one.Dues[0].Due)
                .ThenBy(one => one.Disbursed)
                .ThenBy(one => one.Id, StringComparer.Ordinal)
                .Select(one => new ChargePart(one.Id, one.Dues[^1].Due, Money.Sum(one.Dues.Select(due => due.Amount)))),
        ];
    }

    /// <summary>The first answer stands.</summary>
    /// <returns>The answered charge, or <c>credits.nothing-to-do</c>.</returns>
    internal static Result<PayrollCharge> Settle(PayrollCharge charge, ChargeAnswer answer) =>
        charge.Status != ChargeStatus.Asked
            ? CreditsErrors.NothingToDo
            : charge with
            {
                Status =
                    answer.Applied == Money.Zero ? ChargeStatus.Rejected
                    : answer.Applied < charge.Asked ? ChargeStatus.Partial
                    : ChargeStatus.Applied,
                Applied = answer.Applied,
                Reason = answer.Reason,
                AnsweredOn = answer.On,
            };

    /// <summary>What each loan gets of the money: the first ones in full, the last one what is left. More than was asked goes to the last.</summary>
    internal static IEnumerable<ChargePart> Split(PayrollCharge charge)
    {
        var left = charge.Applied;
        for (var at = 0; at < charge.Parts.Length; at++)
        {
            var amount = at == charge.Parts.Length - 1 ? left : Money.Min(left, charge.Parts[at].Amount);
            left -= amount;
            yield return charge.Parts[at] with
            {
                Amount = amount,
            };
        }
    }

    /// <summary>
    /// The day the money counts from. Payroll takes it from the month's payslip and tells later: told in time, it counts as paid on the due
    /// date, so that nobody pays late interest for payroll's own slowness (domain.md §1.6: reconciliation before arrears).
    /// </summary>
    internal static DateOnly ValueDate(PayrollCharge charge, ChargePart part, Loan loan)
    {
        var told = charge.AnsweredOn!.Value;
        var day = told <= charge.Until && part.Due < told ? part.Due : told;
        return day < loan.Plan.Start ? loan.Plan.Start : day;
    }

    /// <summary>The money of a charge in the ledger of a loan.</summary>
    internal static Result<LoanChange> Post(PayrollCharge charge, ChargePart part, Loan loan) =>
        LoanRules.PayInstalments(
            loan,
            new LoanPayment(ValueDate(charge, part, loan), part.Amount, PostingKind.PayrollDiscount, "payroll", charge.Id)
        );
}
