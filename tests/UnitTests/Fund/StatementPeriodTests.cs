using System.Globalization;
using Serverless.App.Fund.Statements;

namespace Serverless.UnitTests.Fund;

public sealed class StatementPeriodTests
{
    [Theory]
    [InlineData("2026-01", "2026-12", "2026-01-01", "2026-12-31")]
    [InlineData("2024-02", "2024-02", "2024-02-01", "2024-02-29")]
    [InlineData(null, "1966-01", "1965-12-01", "1966-01-31")]
    [InlineData("2026-02", null, "2026-02-01", "2026-11-30")]
    [InlineData("2026-11", null, "2026-11-01", "2026-11-30")]
    [InlineData(null, null, "1965-12-01", "2026-11-30")]
    [InlineData("2026-01", "9998-12", "2026-01-01", "9998-12-31")]
    public void D14_statement_goes_from_the_first_day_of_a_month_to_the_last_of_another(
        string? from,
        string? to,
        string first,
        string last
    ) => Assert.Equal(new StatementPeriod(Date(first), Date(last)), StatementPeriod.Of(from, to, new(2026, 11, 29)).Value);

    [Theory]
    [InlineData("2026-02", "2026-01")]
    [InlineData("2026-12", null)]
    [InlineData(null, "1965-11")]
    [InlineData("2026-1", null)]
    [InlineData("2026-13", null)]
    [InlineData("2026-01-01", null)]
    [InlineData("", null)]
    [InlineData("2026-01", "x")]
    [InlineData("2026-01", "9999-12")]
    public void D14_months_that_are_none_or_end_before_they_begin_are_refused(string? from, string? to) =>
        Assert.Equal("fund.period-invalid", StatementPeriod.Of(from, to, new(2026, 11, 29)).Error?.Code);

    [Theory]
    [InlineData("2025-03-14", "2025-03-01")]
    [InlineData("2026-11-30", "2026-11-01")]
    [InlineData("1965-12-31", "1965-12-01")]
    [InlineData("2026-12-01", "1965-12-01")]
    public void D14_statement_of_everything_begins_in_the_month_of_the_first_posting(string firstPosting, string first)
    {
        var everything = StatementPeriod.Of(null, null, new(2026, 11, 29)).Value;

        Assert.Equal(new StatementPeriod(Date(first), new(2026, 11, 30)), everything.NotBefore(Date(firstPosting)));
    }

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
