using Serverless.App.Membership.Reports;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Membership;

public sealed class TripRulesTests
{
    private static readonly EffectiveValue<TripCosts> Table = new(
        new TripCosts(
            new Dictionary<string, TripCost> { ["Z-1"] = new(1000, 90), ["Z-3"] = new(12_000, 960) },
            new Dictionary<string, int> { ["joined"] = 2, ["lent"] = 3 }
        ),
        new DateOnly(2026, 1, 1),
        null,
        "a test"
    );

    [Fact]
    public void D34_report_is_trips_avoided_by_zone_times_what_a_trip_costs_there()
    {
        var month = TripMonth.Empty("2026-11");
        foreach (var (zone, act) in new[] { ("Z-1", "joined"), ("Z-3", "joined"), ("Z-3", "lent"), ("Z-3", "joined"), ("Z-3", "read") })
        {
            month = TripRules.Count(month, zone, act);
        }

        var report = TripRules.Report(month, Table);

        Assert.Equal([new TripRow("Z-1", 1, 2, 2000, 180), new TripRow("Z-3", 4, 7, 84_000, 6720)], report.Zones);
        Assert.Equal((9, 86_000, 6900), (report.Trips, report.SavedCentimos, report.SavedMinutes));
    }

    [Fact]
    public void D34_shipped_table_has_every_zone_of_the_register_and_a_source()
    {
        var row = TripCosts.Shipped().RowAt(new DateOnly(2026, 11, 1)).Value;

        Assert.Equal(Serverless.App.Membership.Members.MemberTerms.Zones.Order(), row.Value.Zones.Keys.Order());
        Assert.All(row.Value.Zones.Values, cost => Assert.True(cost is { Centimos: > 0, Minutes: > 0 }));
    }
}
