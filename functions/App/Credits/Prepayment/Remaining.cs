using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Prepayment;

/// <summary>The plan of what is left of a loan after something changed between two due dates.</summary>
internal static class Remaining
{
    /// <summary>A balance over the due dates that are left, without the grace that is behind it.</summary>
    public static RepaymentPlan Plan(CreditTerms terms, DateOnly start, Money balance, DateOnly[] due, WorkingCalendar calendar) =>
        new()
        {
            Principal = balance,
            Start = start,
            Periods = RepaymentPlan.PeriodsOf(terms, start, due, calendar),
            Modality = terms.Modality,
            Insurance = terms.Insurance,
            Rounding = terms.Rounding,
            ChargePerInstalment = terms.ChargePerInstalment,
        };
}
