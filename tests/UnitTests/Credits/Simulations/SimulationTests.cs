using Serverless.App.Credits.Products;
using Serverless.App.Credits.Rates;
using Serverless.App.Credits.Schedules;
using Serverless.App.Credits.Simulations;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Credits.Products;

namespace Serverless.UnitTests.Credits.Simulations;

public sealed class SimulationTests
{
    private static readonly WorkingCalendar Calendar = new(HolidayTable.Shipped());
    private static readonly DateOnly Today = SampleCatalogue.Today;

    [Fact]
    public void D30_sheet_adds_up()
    {
        var priced = Price(Wish(8_000m, 24));

        var sheet = priced.Sheet;
        Assert.Equal(24m, sheet.TeaPercent);
        Assert.True(sheet.TceaPercent > sheet.TeaPercent);
        Assert.Equal(sheet.AmountCentimos + sheet.TotalInterestCentimos + sheet.TotalInsuranceCentimos, sheet.TotalPaidCentimos);
        Assert.Equal(sheet.TotalPaidCentimos, priced.Quote.Schedule.Rows.Sum(row => row.Instalment.Centimos));
    }

    /// <summary>The month comes from the growth of a day, other terms from the root at once: nobody may see two rates.</summary>
    [Fact]
    public void D30_monthly_rate_is_that_of_thirty_days_to_the_last_digit_of_the_sheet() =>
        Assert.All(
            Enumerable.Range(1, 1_500).Select(tenths => Rate.FromPercent(tenths / 10m)),
            tea =>
                Assert.Equal(
                    decimal.Round(RateConversion.OfDays(tea, 30).Percent, 6),
                    decimal.Round(RateConversion.Monthly(tea).Percent, 6)
                )
        );

    [Fact]
    public void D30_instalment_on_the_sheet_is_the_first_after_grace_and_no_later_one_is_higher()
    {
        var priced = Price(Wish(8_000m, 24) with { Grace = new Grace(GraceKind.Partial, 2) });

        var rows = priced.Quote.Schedule.Rows;
        Assert.Equal(rows[2].Instalment.Centimos, priced.Sheet.InstalmentCentimos);
        Assert.All(rows.Skip(3), row => Assert.True(row.Instalment.Centimos <= priced.Sheet.InstalmentCentimos));
    }

    [Fact]
    public void Own_insurance_costs_nothing_here_and_lowers_the_tcea_to_the_tea()
    {
        var own = Price(Wish(8_000m, 24) with { OwnInsurance = true }).Sheet;

        Assert.Equal(0, own.TotalInsuranceCentimos);
        Assert.InRange(own.TceaPercent, 23.99m, 24.01m);
    }

    [Fact]
    public void What_fits_is_the_most_and_the_shortest_under_the_highest_instalment()
    {
        var wish = Wish(8_000m, 12);
        var highest = new Money(500m);

        var other = Affordability.Of(SampleCatalogue.Product, wish, Today, highest, null, Calendar);

        Assert.True(Highest(wish with { Amount = other.LargestAmount!.Value }) <= highest);
        Assert.True(Highest(wish with { Amount = other.LargestAmount.Value + new Money(10m) }) > highest);
        Assert.True(Highest(wish with { Instalments = other.ShortestTerm!.Value }) <= highest);
        Assert.True(Highest(wish with { Instalments = other.ShortestTerm.Value - 1 }) > highest);
    }

    [Fact]
    public void Nothing_fits_into_nothing()
    {
        var other = Affordability.Of(SampleCatalogue.Product, Wish(8_000m, 12), Today, Money.Zero, null, Calendar);

        Assert.Equal(new Affordability(null, null), other);
    }

    [Fact]
    public void Last_due_date_limits_the_term_too()
    {
        var other = Affordability.Of(SampleCatalogue.Product, Wish(8_000m, 12), Today, new Money(600m), Today.AddMonths(10), Calendar);

        Assert.Null(other.ShortestTerm);
        Assert.Null(other.LargestAmount);
    }

    [Theory]
    [InlineData(null, 0, null)]
    [InlineData("partial", 2, null)]
    [InlineData("total", 2, null)]
    [InlineData("total", 3, "credits.grace-not-allowed")]
    [InlineData("none", 1, "credits.grace-invalid")]
    [InlineData("half", 1, "credits.grace-invalid")]
    public void Grace_is_what_the_product_grants(string? grace, int periods, string? code)
    {
        var wish = CreditWishes.Of(800_000, 24, grace, periods, false, null);

        var priced = wish.Then(wished => PricedCredit.Of(SampleCatalogue.Product, wished, Today, Calendar));

        Assert.Equal(code, priced.Error?.Code);
    }

    private static PricedCredit Price(CreditWish wish) => PricedCredit.Of(SampleCatalogue.Product, wish, Today, Calendar).Value;

    private static Money Highest(CreditWish wish) => CreditSheet.Highest(Price(wish).Quote.Schedule);

    private static CreditWish Wish(decimal soles, int term) => new(new Money(soles), term, Grace.None, null);
}
