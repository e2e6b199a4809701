using System.Text.Json;
using Serverless.App.Membership;
using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Reports;

namespace Serverless.UnitTests.Membership;

public sealed class AcquisitionRulesTests
{
    [Fact]
    public void D35_report_of_december_2022_prints_the_counts_and_shares()
    {
        var month = new AcquisitionMonth("2022-12");
        for (var n = 0; n < 9367; n++)
        {
            month = AcquisitionRules.Count(month, new Acquisition(n < 5741 ? "office" : "school", null, null, n % 2 == 0 ? "C-1" : null));
        }

        var report = AcquisitionReport.Of(month);

        Assert.Equal(9367, report.Total);
        Assert.Equal([new AcquisitionRow("office", 5741, 61), new AcquisitionRow("school", 3626, 39)], report.Strategies);
        Assert.Equal(9367, report.Campaigns.Sum(row => row.Affiliations));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 2)]
    [InlineData(1, 0, 999)]
    [InlineData(0, 0, 5)]
    public void Shares_sum_to_a_hundred(long a, long b, long c)
    {
        var rows = AcquisitionRules.Rows([new("a", a), new("b", b), new("c", c)]);

        Assert.Equal(100, rows.Sum(row => row.Percent));
    }

    [Fact]
    public void Month_without_anybody_is_an_empty_report() =>
        Assert.Empty(AcquisitionReport.Of(new AcquisitionMonth("2026-01")).Strategies);

    [Theory]
    [InlineData("2027-01-01T04:59:59Z", "2026-12")]
    [InlineData("2027-01-01T05:00:00Z", "2027-01")]
    public void Month_is_limas(string at, string month) =>
        Assert.Equal(month, AcquisitionRules.MonthOf(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Count_survives_the_store()
    {
        var month = AcquisitionRules.Count(new AcquisitionMonth("2026-12"), new Acquisition("school", "P-7", "IE 70010", "C-1"));

        var read = JsonSerializer.Deserialize(
            JsonSerializer.SerializeToUtf8Bytes(month, MembershipJson.Default.AcquisitionMonth),
            MembershipJson.Default.AcquisitionMonth
        )!;

        Assert.Equal(1, AcquisitionRules.Count(read, new Acquisition("office", null, null, null)).Schools["IE 70010"]);
        Assert.Equal(2, AcquisitionReport.Of(AcquisitionRules.Count(read, new Acquisition("office", null, null, null))).Total);
    }
}
