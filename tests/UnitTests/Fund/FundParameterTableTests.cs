using System.Text;
using Serverless.App.Fund.Parameters;

namespace Serverless.UnitTests.Fund;

public sealed class FundParameterTableTests
{
    [Fact]
    public void Change_of_the_board_is_in_force_from_its_day_and_not_before()
    {
        var table = Read(Row("old", "2020-01-01", "2026-06-30", "0.005"), Row("new", "2026-07-01", null, "0.004"));

        Assert.Equal(("old", "new"), (table.Of(new(2026, 6, 1)).Value.Version, table.Of(new(2026, 7, 1)).Value.Version));
    }

    [Fact]
    public void Month_before_the_first_row_has_no_rules() =>
        Assert.Equal("platform.effective-none-on-date", FundParameterTable.Shipped().Of(new(2011, 12, 1)).Error?.Code);

    [Fact]
    public void D01_month_follows_the_rules_of_its_last_day()
    {
        var table = Read(Row("old", "2020-01-01", "2026-07-30", "0.005"), Row("new", "2026-07-31", null, "0.004"));

        Assert.Equal(("old", "new"), (table.Of(new(2026, 6, 1)).Value.Version, table.Of(new(2026, 7, 1)).Value.Version));
    }

    [Theory]
    [InlineData("\"0.005\"", "\"0\"")]
    [InlineData("\"0.005\"", "\"1\"")]
    [InlineData("[3,6,9,12]", "[1,12]")]
    [InlineData("[3,6,9,12]", "[]")]
    [InlineData("\"closeDay\":12", "\"closeDay\":1")]
    [InlineData("\"closeDay\":12", "\"closeDay\":28")]
    [InlineData("[\"Interest\",\"Contribution\",\"Bonus\"]", "[\"Bonus\",\"Interest\",\"Contribution\"]")]
    public void D01_row_at_the_edge_of_what_is_allowed_is_taken(string usual, string edge)
    {
        var row = Row("v", "2020-01-01", null, "0.005");
        Assert.Contains(usual, row, StringComparison.Ordinal);

        Assert.Equal("v", Read(row.Replace(usual, edge, StringComparison.Ordinal)).Of(new(2026, 1, 1)).Value.Version);
    }

    [Fact]
    public void D01_one_wrong_row_makes_the_table_wrong()
    {
        using var json = Json(Row("old", "2020-01-01", "2026-06-30", "0.005") + "," + Row("new", "2026-07-01", null, "1.1"));

        Assert.Equal("fund.parameters-invalid", FundParameterTable.Read(json).Error?.Code);
    }

    [Theory]
    [InlineData("\"0.005\"", "\"-0.1\"")]
    [InlineData("\"0.005\"", "\"half\"")]
    [InlineData("\"monthlyInterest\":\"0.005\"", "\"monthlyInterest\":\"1.0001\"")]
    [InlineData("\"version\":\"v\"", "\"version\":\"\"")]
    [InlineData("[3,6,9,12]", "[0,3]")]
    [InlineData("\"closeDay\":12", "\"closeDay\":0")]
    [InlineData("\"closeDay\":12", "\"closeDay\":29")]
    [InlineData("[\"Interest\",\"Contribution\",\"Bonus\"]", "[\"Interest\",\"Contribution\",\"Bonus\",\"Bonus\"]")]
    [InlineData("[\"Interest\",\"Contribution\",\"Bonus\"]", "[\"Interest\",\"Contribution\"]")]
    [InlineData("[3,6,9,12]", "[3,13]")]
    [InlineData("\"closeDay\":12", "\"closeDay\":31")]
    [InlineData("[\"Interest\",\"Contribution\",\"Bonus\"]", "[\"Interest\",\"Contribution\",\"Interest\"]")]
    public void Row_that_is_wrong_is_refused(string right, string wrong)
    {
        var row = Row("v", "2020-01-01", null, "0.005");
        Assert.Contains(right, row, StringComparison.Ordinal);

        using var json = Json(row.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal("fund.parameters-invalid", FundParameterTable.Read(json).Error?.Code);
    }

    private static FundParameterTable Read(params string[] rows)
    {
        using var json = Json(string.Join(',', rows));
        return FundParameterTable.Read(json).Value;
    }

    private static MemoryStream Json(string rows) => new(Encoding.UTF8.GetBytes($"[{rows}]"));

    private static string Row(string version, string from, string? to, string rate) =>
        $$"""
            {
              "version":"{{version}}","validFrom":"{{from}}","validTo":{{(to is null ? "null" : $"\"{to}\"")}},"source":"act",
              "contributionShare":"{{rate}}","monthlyInterest":"{{rate}}","quarterlyBonus":"{{rate}}",
              "bonusMonths":[3,6,9,12],"order":["Interest","Contribution","Bonus"],"closeDay":12
            }
            """;
}
