using System.Collections.Immutable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Liquidations;

/// <summary>Divides an amount by shares so that the parts make the whole: the céntimos left over go to the largest remainders. Pure.</summary>
internal static class ShareRules
{
    internal static ImmutableArray<PayeeAmount> Divide(Money net, ImmutableArray<Share> shares)
    {
        var whole = net.Centimos;
        var parts = shares.Select(share => Part(whole, share)).ToArray();
        var left = whole - parts.Sum(part => part.Centimos);

        // The order of the list breaks ties, so that a repetition gives the same person the same céntimo.
        var first = parts
            .Select((part, place) => (part.Remainder, place))
            .OrderByDescending(part => part.Remainder)
            .ThenBy(part => part.place)
            .Take((int)left)
            .Select(part => part.place)
            .ToHashSet();
        return [.. shares.Select((share, place) => Amount(share, parts[place].Centimos + (first.Contains(place) ? 1 : 0)))];
    }

    /// <summary>
    /// Somebody named has died before the member: the others take the share in proportion to theirs (domain.md section 1.5). Nobody left
    /// leaves the list as it is; then the heirs by law are named.
    /// </summary>
    internal static ImmutableArray<Share> Accrue(ImmutableArray<Share> shares, IReadOnlySet<string> predeceased)
    {
        var living = shares.Where(share => !predeceased.Contains(share.PayeeId)).ToImmutableArray();
        var total = living.Sum(share => (long)share.Hundredths);
        if (total == 0)
        {
            return shares;
        }

        // The same division as of money: ten thousand hundredths instead of céntimos.
        var scaled = living.Select(share => (Share: share, Exact: (long)share.Hundredths * LiquidationRules.Whole)).ToArray();
        var floors = scaled.Select(part => (int)(part.Exact / total)).ToArray();
        var left = LiquidationRules.Whole - floors.Sum();
        var first = scaled
            .Select((part, place) => (Remainder: part.Exact % total, place))
            .OrderByDescending(part => part.Remainder)
            .ThenBy(part => part.place)
            .Take(left)
            .Select(part => part.place)
            .ToHashSet();
        return [.. living.Select((share, place) => share with { Hundredths = floors[place] + (first.Contains(place) ? 1 : 0) })];
    }

    private static (long Centimos, long Remainder) Part(long whole, Share share)
    {
        var product = (decimal)whole * share.Hundredths;
        var floor = decimal.Floor(product / LiquidationRules.Whole);
        return ((long)floor, (long)(product - (floor * LiquidationRules.Whole)));
    }

    private static PayeeAmount Amount(Share share, long centimos) => new(share.PayeeId, Money.FromCentimos(centimos), share.IsHeld);
}
