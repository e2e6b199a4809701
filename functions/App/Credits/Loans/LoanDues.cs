using System.Collections.Immutable;
using Serverless.App.Credits.Arrears;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans;

/// <summary>What each row of a loan still asks for, and how a payment answers it.</summary>
internal static class LoanDues
{
    internal static bool IsSettled(ScheduleRow planned, RowLedger row) =>
        planned.Capitalised > Money.Zero
            ? row.Capitalised
            : row.Principal == planned.Principal
                && row.Interest == planned.Interest
                && row.Insurance == planned.Insurance
                && row.Charge == planned.Charge
                && row.CompensatoryPaid == row.Compensatory
                && row.MoratoryPaid == row.Moratory;

    /// <summary>The parts that are owed, row by row.</summary>
    /// <param name="until">Only rows that fall due on or before it; null for all.</param>
    internal static IEnumerable<DueAmount> Of(Loan loan, DateOnly? until = null)
    {
        for (var i = 0; i < loan.Rows.Length && !(loan.Plan.Rows[i].Due > until); i++)
        {
            var (planned, row) = (loan.Plan.Rows[i], loan.Rows[i]);
            if (planned.Capitalised > Money.Zero)
            {
                continue;
            }

            foreach (var (component, amount) in Parts(planned, row))
            {
                if (amount > Money.Zero)
                {
                    yield return new DueAmount(i, planned.Due, component, amount);
                }
            }
        }
    }

    /// <summary>The rows after these parts were paid.</summary>
    internal static ImmutableArray<RowLedger> Pay(ImmutableArray<RowLedger> rows, IEnumerable<DueAmount> paid)
    {
        var after = rows.ToBuilder();
        foreach (var part in paid)
        {
            after[part.Instalment] = Pay(after[part.Instalment], part.Component, part.Amount);
        }

        return after.ToImmutable();
    }

    private static IEnumerable<(DueComponent Component, Money Amount)> Parts(ScheduleRow planned, RowLedger row) =>
        [
            (DueComponent.Moratory, row.Moratory - row.MoratoryPaid),
            (DueComponent.Compensatory, row.Compensatory - row.CompensatoryPaid),
            (DueComponent.Interest, planned.Interest - row.Interest),
            (DueComponent.Insurance, planned.Insurance - row.Insurance),
            (DueComponent.Charge, planned.Charge - row.Charge),
            (DueComponent.Principal, planned.Principal - row.Principal),
        ];

    private static RowLedger Pay(RowLedger row, DueComponent component, Money amount) =>
        component switch
        {
            DueComponent.Moratory => row with { MoratoryPaid = row.MoratoryPaid + amount },
            DueComponent.Compensatory => row with { CompensatoryPaid = row.CompensatoryPaid + amount },
            DueComponent.Interest => row with { Interest = row.Interest + amount },
            DueComponent.Insurance => row with { Insurance = row.Insurance + amount },
            DueComponent.Charge => row with { Charge = row.Charge + amount },
            DueComponent.Principal => row with { Principal = row.Principal + amount },
            _ => throw new ArgumentOutOfRangeException(nameof(component), component, "No such part"),
        };
}
