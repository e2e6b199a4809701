using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Schedules;

/// <summary>One line of a repayment schedule (cronograma).</summary>
internal readonly record struct ScheduleRow
{
    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    /// <summary>The nominal due date, to which interest runs.</summary>
    public required DateOnly Due { get; init; }

    /// <summary>Until when payment is accepted without further interest.</summary>
    public required DateOnly PayBy { get; init; }

    /// <summary>Days over which the row's interest runs.</summary>
    public required int Days { get; init; }

    /// <summary>Effective rate of the row's days.</summary>
    public required Rate Rate { get; init; }

    public required Money Opening { get; init; }

    public required Money Interest { get; init; }

    /// <summary>Credit life insurance (desgravamen).</summary>
    public required Money Insurance { get; init; }

    /// <summary>Fixed commissions and expenses.</summary>
    public required Money Charge { get; init; }

    public required Money Principal { get; init; }

    /// <summary>What total grace adds to the debt instead of being paid.</summary>
    public required Money Capitalised { get; init; }

    /// <summary>What the member pays.</summary>
    public Money Instalment =>
        Principal.IsInCentimos(out var principal)
        && Interest.IsInCentimos(out var interest)
        && Insurance.IsInCentimos(out var insurance)
        && Charge.IsInCentimos(out var charge)
        && Capitalised.IsInCentimos(out var capitalised)
            ? Money.InCentimos(principal + interest + insurance + charge - capitalised)
            : Principal + Interest + Insurance + Charge - Capitalised;

    public Money Closing => Opening + Capitalised - Principal;
}
