using System.Collections.Immutable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Arrears;

/// <summary>What an instalment is made of.</summary>
internal enum DueComponent
{
    Moratory,
    Compensatory,
    Interest,
    Insurance,
    Charge,
    Principal,
}

/// <summary>One part of one instalment that is owed.</summary>
internal sealed record DueAmount(int Instalment, DateOnly Due, DueComponent Component, Money Amount);

/// <summary>
/// In which order a payment extinguishes what is owed: data of the product, with its source.
/// </summary>
/// <param name="Components">From first paid to last; every component once.</param>
/// <param name="OldestFirst">Whether an instalment is finished before the next; otherwise a component is finished over all of them.</param>
internal sealed record AllocationOrder(ImmutableArray<DueComponent> Components, bool OldestFirst)
{
    public bool IsComplete => Components.Length == 6 && Components.Distinct().Count() == 6;
}

/// <summary>What a payment paid, and what is left of it.</summary>
internal sealed record Allocation(ImmutableArray<DueAmount> Paid, Money Remainder)
{
    /// <returns>The parts paid in order, <c>credits.allocation-order-invalid</c> or <c>credits.amount-invalid</c>.</returns>
    public static Result<Allocation> Of(Money payment, IEnumerable<DueAmount> owed, AllocationOrder order)
    {
        if (!order.IsComplete)
        {
            return Error.Invalid("credits.allocation-order-invalid");
        }

        if (payment < Money.Zero)
        {
            return Error.Unprocessable("credits.amount-invalid");
        }

        var paid = ImmutableArray.CreateBuilder<DueAmount>();
        foreach (var due in InOrder(owed, order))
        {
            var part = Money.Min(payment, due.Amount);
            if (part > Money.Zero)
            {
                paid.Add(due with { Amount = part });
                payment -= part;
            }
        }

        return new Allocation(paid.ToImmutable(), payment);
    }

    private static IEnumerable<DueAmount> InOrder(IEnumerable<DueAmount> owed, AllocationOrder order)
    {
        int Rank(DueAmount due) => order.Components.IndexOf(due.Component);
        return order.OldestFirst
            ? owed.OrderBy(due => due.Due).ThenBy(due => due.Instalment).ThenBy(Rank)
            : owed.OrderBy(Rank).ThenBy(due => due.Due).ThenBy(due => due.Instalment);
    }
}
