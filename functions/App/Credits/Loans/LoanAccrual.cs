using System.Collections.Immutable;
using Serverless.App.Credits.Arrears;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans;

/// <summary>
/// Brings a loan to a day: total grace that has run out becomes principal, as the contract says; late rows earn interest on their
/// unpaid principal, which never becomes principal itself (Law 31143; domain.md §2.3).
/// </summary>
internal static class LoanAccrual
{
    /// <summary>The loan on the day, and the postings that grace left. The same day twice changes nothing the second time.</summary>
    internal static LoanChange To(Loan loan, DateOnly on)
    {
        if (!loan.IsOpen)
        {
            return new LoanChange(loan, [], Money.Zero);
        }

        var rows = loan.Rows.ToBuilder();
        var postings = ImmutableArray.CreateBuilder<LoanPosting>();
        var balance = loan.Balance;
        for (var i = 0; i < rows.Count && loan.Plan.Rows[i].Due <= on; i++)
        {
            var planned = loan.Plan.Rows[i];
            if (planned.Capitalised > Money.Zero && !rows[i].Capitalised)
            {
                rows[i] = rows[i] with { Capitalised = true };
                balance += planned.Capitalised;
                postings.Add(Capitalise(loan, planned, loan.Postings + postings.Count + 1, balance));
            }

            rows[i] = loan.IsHeld(planned.Due, on) ? rows[i] : Late(loan.Terms, planned, rows[i], on);
        }

        var after = loan with { Rows = rows.ToImmutable(), Balance = balance, Postings = loan.Postings + postings.Count };
        return new LoanChange(after, postings.ToImmutable(), Money.Zero);
    }

    private static RowLedger Late(AgreedTerms terms, ScheduleRow planned, RowLedger row, DateOnly on)
    {
        var overdue = planned.Principal - row.Principal;
        var from = row.LateThrough ?? planned.Due;
        if (planned.PayBy >= on || overdue <= Money.Zero || from >= on)
        {
            return row;
        }

        var late = LateInterest.On(overdue, terms.Tea, terms.MoratoryTea, on.DayNumber - from.DayNumber).Round(RoundingPolicy.Centimo);
        return row with { Compensatory = row.Compensatory + late.Compensatory, Moratory = row.Moratory + late.Moratory, LateThrough = on };
    }

    private static LoanPosting Capitalise(Loan loan, ScheduleRow planned, int number, Money balance)
    {
        var parts = new LoanParts
        {
            Principal = -planned.Capitalised,
            Interest = planned.Interest,
            Insurance = planned.Insurance,
        };
        return new(loan.Id, number, PostingKind.Capitalisation, planned.Due, "contract", $"grace-{planned.Number}", parts, balance);
    }
}
