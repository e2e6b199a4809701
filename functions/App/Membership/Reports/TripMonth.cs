using System.Collections.Immutable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Reports;

/// <summary>Acts that members did from home in one month, by zone and act (row D34); kept by messages, so a report reads one row.</summary>
/// <param name="Month">Lima month, <c>2026-12</c>.</param>
/// <param name="Acts">By <c>zone|event type</c>.</param>
internal sealed record TripMonth(string Month, ImmutableSortedDictionary<string, long> Acts)
{
    internal static TripMonth Empty(string month) => new(month, ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal));
}

/// <summary>Counting and the report's arithmetic. Pure.</summary>
internal static class TripRules
{
    private const char Separator = '|';

    internal static TripMonth Count(TripMonth month, string zone, string act)
    {
        var key = $"{zone}{Separator}{act}";
        return month with { Acts = month.Acts.SetItem(key, month.Acts.GetValueOrDefault(key) + 1) };
    }

    /// <summary>Trips avoided × what a trip costs there; an act or zone without a row in the table saves nothing that anybody could prove.</summary>
    internal static TripReport Report(TripMonth month, EffectiveValue<TripCosts> table)
    {
        var rows = table
            .Value.Zones.OrderBy(zone => zone.Key, StringComparer.Ordinal)
            .Select(zone => RowOf(month, zone.Key, zone.Value, table.Value.Trips))
            .ToList();
        return new TripReport(
            month.Month,
            rows,
            rows.Sum(row => row.Trips),
            rows.Sum(row => row.SavedCentimos),
            rows.Sum(row => row.SavedMinutes),
            table.Source
        );
    }

    private static TripRow RowOf(TripMonth month, string zone, TripCost cost, IReadOnlyDictionary<string, int> perAct)
    {
        var acts = month.Acts.Select(count => (Key: count.Key.Split(Separator), count.Value)).Where(count => count.Key[0] == zone).ToList();
        var trips = acts.Sum(count => count.Value * perAct.GetValueOrDefault(count.Key[1]));
        return new TripRow(zone, acts.Sum(count => count.Value), trips, trips * cost.Centimos, trips * cost.Minutes);
    }
}

/// <param name="Acts">Done from home.</param>
/// <param name="Trips">That nobody had to make.</param>
internal sealed record TripRow(string Zone, long Acts, long Trips, long SavedCentimos, long SavedMinutes);

/// <param name="Source">Where the costs come from.</param>
internal sealed record TripReport(
    string Month,
    IReadOnlyList<TripRow> Zones,
    long Trips,
    long SavedCentimos,
    long SavedMinutes,
    string Source
);
