using System.Collections.Immutable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Schedules;

/// <summary>A repayment schedule. Its rows add up: principal to the amount financed, every closing balance to the next opening one.</summary>
internal sealed record Schedule
{
    /// <summary>The day from which interest runs.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>What was lent.</summary>
    public required Money Principal { get; init; }

    /// <summary>
    /// The level instalment of principal and interest, with the insurance where the method puts it inside; zero for other modalities.
    /// </summary>
    public required Money LevelInstalment { get; init; }

    public required ImmutableArray<ScheduleRow> Rows { get; init; }

    /// <summary>What is repaid as principal: what was lent and what total grace added to it.</summary>
    public Money AmountFinanced => Principal + Total((in row) => row.Capitalised);

    public Money TotalInterest => Total((in row) => row.Interest);

    public Money TotalInsurance => Total((in row) => row.Insurance);

    public Money TotalCharges => Total((in row) => row.Charge);

    public Money TotalPaid => Total((in row) => row.Instalment);

    /// <summary>What is owed as principal after so many rows were paid.</summary>
    public Money BalanceAfter(int paidRows) => paidRows == 0 ? Principal : Rows[paidRows - 1].Closing;

    /// <summary>The day from which interest runs after so many rows were paid.</summary>
    public DateOnly AccruesFrom(int paidRows) => paidRows == 0 ? Start : Rows[paidRows - 1].Due;

    private Money Total(PartOfRow part)
    {
        var total = Money.Zero;
        foreach (ref readonly var row in Rows.AsSpan())
        {
            total += part(row);
        }

        return total;
    }

    /// <summary>Rows are large: handed over where they lie.</summary>
    private delegate Money PartOfRow(in ScheduleRow row);
}
