using System.Text.Json;
using Serverless.App.Fund;
using Serverless.App.Fund.Parameters;
using Serverless.App.Fund.Uit;

namespace Serverless.UnitTests.Fund;

/// <summary>The tax unit of a new year: the year that comes next, by two officers, never one that has a value (domain.md §1.3).</summary>
public sealed class UitRulesTests
{
    private static readonly DateOnly December = new(2026, 12, 30);
    private static readonly DateTimeOffset Noon = new(2026, 12, 30, 17, 0, 0, TimeSpan.Zero);

    [Fact]
    public void D02_published_year_follows_those_that_were_shipped()
    {
        var book = Published(UitBook.Empty, 2027, 5_650m, December);

        Assert.Equal(5_650m, UitRules.InForce(book).At(new(2027, 1, 1)).Value.Soles);
        Assert.Equal(5_650m, UitRules.InForce(book).At(new(2027, 12, 31)).Value.Soles);
        Assert.Equal("DS 999-2026-EF", UitRules.InForce(book).RowAt(new(2027, 6, 1)).Value.Source);
        Assert.Equal(UitTable.Shipped().Values.AsEnumerable(), UitRules.InForce(book).Values.SkipLast(1));
        Assert.Null(book.Waiting);
    }

    [Theory]
    [InlineData(2016, "fund.tax-unit-year")]
    [InlineData(2026, "fund.tax-unit-year")]
    [InlineData(2027, null)]
    [InlineData(2028, "fund.tax-unit-year")]
    public void D02_only_the_year_that_comes_next_can_be_proposed(int year, string? code)
    {
        var proposed = UitRules.Propose(UitBook.Empty, Proposal(year, 5_650m), December);

        Assert.Equal(code, proposed.Error?.Code);
        Assert.True(code is null || proposed.Error!.Arguments["expected"] == "2027");
    }

    [Theory]
    [InlineData("2026-12-31", "fund.tax-unit-early")]
    [InlineData("2027-01-01", null)]
    public void D02_year_after_the_next_has_no_decree_yet(string today, string? code)
    {
        var book = Published(UitBook.Empty, 2027, 5_650m, December);

        var proposed = UitRules.Propose(book, Proposal(2028, 5_700m), DateOnly.Parse(today, null));

        Assert.Equal(code, proposed.Error?.Code);
        Assert.True(code is null || (proposed.Error!.Arguments["year"], proposed.Error.Arguments["before"]) == ("2028", "2027"));
    }

    [Theory]
    [InlineData("0.01", null)]
    [InlineData("1000000", null)]
    [InlineData("0", "fund.tax-unit-invalid")]
    [InlineData("-1", "fund.tax-unit-invalid")]
    [InlineData("1000000.01", "fund.tax-unit-invalid")]
    [InlineData("5650.005", "fund.tax-unit-invalid")]
    public void D02_amount_is_more_than_nothing_and_in_centimos(string soles, string? code)
    {
        var amount = decimal.Parse(soles, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(code, UitRules.Propose(UitBook.Empty, Proposal(2027, amount), December).Error?.Code);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void D02_decree_is_named(int length, bool good)
    {
        var proposal = Proposal(2027, 5_650m) with { Year = new UitYear(2027, 5_650m, new string('d', length)) };

        Assert.Equal(good ? null : "fund.tax-unit-invalid", UitRules.Propose(UitBook.Empty, proposal, December).Error?.Code);
    }

    [Fact]
    public void D02_one_officer_is_not_two_and_one_proposal_waits_at_a_time()
    {
        var waiting = UitRules.Propose(UitBook.Empty, Proposal(2027, 5_650m), December).Value;

        var same = UitRules.Publish(waiting, "p-1", "ana", December).Error!;
        Assert.Equal(("platform.duties-not-separate", "proposer"), (same.Code, same.Arguments["duty"]));
        Assert.Equal("fund.tax-unit-waiting", UitRules.Propose(waiting, Proposal(2027, 5_650m), December).Error?.Code);
        Assert.Equal("fund.tax-unit-not-found", UitRules.Publish(waiting, "p-2", "luis", December).Error?.Code);
        Assert.Equal("fund.tax-unit-not-found", UitRules.Reject(UitBook.Empty, "p-1").Error?.Code);
        Assert.Equal(UitBook.Empty, UitRules.Reject(waiting, "p-1").Value);
    }

    [Fact]
    public void D02_year_that_got_a_value_while_its_proposal_waited_is_not_published_again()
    {
        var waiting = UitRules.Propose(UitBook.Empty, Proposal(2027, 5_650m), December).Value;
        var known = waiting with { Years = [new UitYear(2027, 5_600m, "DS 998-2026-EF")] };

        Assert.Equal("fund.tax-unit-year", UitRules.Publish(known, "p-1", "luis", December).Error?.Code);
    }

    [Fact]
    public void D02_proposal_is_found_by_its_own_id_while_it_waits()
    {
        var waiting = UitRules.Propose(UitBook.Empty, Proposal(2027, 5_650m), December).Value;

        Assert.Equal(Proposal(2027, 5_650m), UitRules.Find(waiting, "p-1").Value);
        Assert.Equal("fund.tax-unit-not-found", UitRules.Find(waiting, "p-2").Error?.Code);
        Assert.Equal("fund.tax-unit-not-found", UitRules.Find(UitBook.Empty, "p-1").Error?.Code);
    }

    [Fact]
    public void D02_years_stand_in_their_order_whoever_entered_them()
    {
        var years = UitRules.Years(Published(Published(UitBook.Empty, 2027, 5_650m, December), 2028, 5_700m, new(2027, 12, 30)));

        Assert.Equal(Enumerable.Range(2012, 17), years.Select(year => year.Year));
    }

    [Fact]
    public void D02_what_officers_entered_stands_when_a_release_ships_the_year_later()
    {
        var book = new UitBook([new UitYear(2026, 5_501m, "entered by officers")]);

        Assert.Equal(5_501m, UitRules.InForce(book).At(new(2026, 5, 1)).Value.Soles);
        Assert.Equal(UitTable.ShippedYears().Length, UitRules.Years(book).Count);
    }

    [Fact]
    public void Book_is_read_as_it_was_kept()
    {
        var waiting = UitRules.Propose(Published(UitBook.Empty, 2027, 5_650m, December), Proposal(2028, 5_700m), new(2027, 12, 30)).Value;

        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(waiting, FundJson.Default.UitBook), FundJson.Default.UitBook)!;

        Assert.Equal((waiting.Waiting, waiting.Years[0]), (read.Waiting, read.Years[0]));
    }

    private static UitBook Published(UitBook book, int year, decimal soles, DateOnly today) =>
        UitRules.Propose(book, Proposal(year, soles), today).Then(waiting => UitRules.Publish(waiting, "p-1", "luis", today)).Value;

    private static UitProposal Proposal(int year, decimal soles) => new("p-1", new UitYear(year, soles, "DS 999-2026-EF"), "ana", Noon);
}
