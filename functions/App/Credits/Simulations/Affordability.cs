using Serverless.App.Credits.Products;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Simulations;

/// <summary>What would fit: the largest amount for a term, and the shortest term for an amount, under a highest instalment.</summary>
internal sealed record Affordability(Money? LargestAmount, int? ShortestTerm)
{
    private static readonly Money Step = new(10m);

    /// <param name="product">In force on the day.</param>
    /// <param name="wish">What was asked for.</param>
    /// <param name="day">The day the money would be received.</param>
    /// <param name="highest">What the payroll has room for.</param>
    /// <param name="lastDue">The last day that an instalment may fall due on; null for none.</param>
    /// <param name="calendar">Working days.</param>
    internal static Affordability Of(
        Product product,
        CreditWish wish,
        DateOnly day,
        Money highest,
        DateOnly? lastDue,
        WorkingCalendar calendar
    )
    {
        bool Fits(CreditWish other) =>
            product.Terms(other, day).Then(terms => CreditQuote.For(terms.ToEngine(), calendar)) is { IsSuccess: true, Value: var quote }
            && CreditSheet.Highest(quote.Schedule) <= highest
            && !(quote.Schedule.Rows[^1].Due > lastDue);

        return new(Largest(product, wish, Fits), Shortest(product, wish, Fits));
    }

    /// <summary>The instalment grows with the amount, so halving finds the largest, down to ten soles.</summary>
    private static Money? Largest(Product product, CreditWish wish, Func<CreditWish, bool> fits)
    {
        var (low, high) = (0L, (long)((Money.Min(product.Max, wish.Amount) - product.Min).Soles / Step.Soles));
        if (high < 0 || !fits(wish with { Amount = product.Min }))
        {
            return null;
        }

        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = fits(wish with { Amount = product.Min + (Step * middle) }) ? (middle, high) : (low, middle - 1);
        }

        return product.Min + (Step * low);
    }

    private static int? Shortest(Product product, CreditWish wish, Func<CreditWish, bool> fits)
    {
        for (var term = Math.Max(product.Row.MinInstalments, wish.Grace.Periods + 1); term <= product.Row.MaxInstalments; term++)
        {
            if (fits(wish with { Instalments = term }))
            {
                return term;
            }
        }

        return null;
    }
}
