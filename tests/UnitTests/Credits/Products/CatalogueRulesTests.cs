using System.Reflection;
using System.Text.Json;
using Serverless.App.Credits;
using Serverless.App.Credits.Caps;
using Serverless.App.Credits.Products;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Products;

public sealed class CatalogueRulesTests
{
    private static readonly Catalogue Shipped = SampleCatalogue.Shipped;
    private static readonly DateOnly Today = SampleCatalogue.Today;

    [Fact]
    public void Shipped_products_are_valid_and_in_force() =>
        Assert.Equal(["AMPLIACION", "COMPRA_DEUDA", "CONSUMO"], SampleCatalogue.Tables.On(Today).Select(product => product.Code));

    [Fact]
    public void Published_version_replaces_the_old_one_from_its_day_on()
    {
        var proposed = CatalogueRules.Propose(Shipped, SampleCatalogue.Next(row => row with { TeaPercent = 22m }), Today).Value;

        var published = CreditTables.Of(CatalogueRules.Publish(proposed, "p1", "officer-2", Today).Value).Value;

        Assert.Equal(24m, published.ProductOn("CONSUMO", Today).Value.Row.TeaPercent);
        Assert.Equal(22m, published.ProductOn("CONSUMO", Today.AddDays(1)).Value.Row.TeaPercent);
        Assert.Equal(24m, published.Version("CONSUMO", "2026-01-01").Value.Row.TeaPercent);
    }

    [Fact]
    public void Shipped_products_hold_back_a_phone_that_has_just_changed() =>
        Assert.All(Shipped.Products, product => Assert.Equal(24, product.PhoneCoolDownHours));

    [Theory]
    [InlineData("phoneCoolDownHours", 24)]
    [InlineData("prepaymentAbove", 2)]
    [InlineData("oldestFirst", true)]
    [InlineData("nonWorking", NonWorkingDueDate.AfterSundayOrHoliday)]
    public void Row_that_leaves_out_a_safeguard_keeps_it(string field, object expected)
    {
        var written = JsonSerializer.SerializeToNode(SampleCatalogue.Consumption, CreditsJson.Default.ProductRow)!.AsObject();
        written.Remove(field);

        var read = written.Deserialize(CreditsJson.Default.ProductRow)!;

        var property = typeof(ProductRow).GetProperty(field, BindingFlags.IgnoreCase | BindingFlags.Instance | BindingFlags.Public)!;
        Assert.Equal(expected, property.GetValue(read));
    }

    [Fact]
    public void D08_officer_who_proposed_cannot_publish()
    {
        var proposed = CatalogueRules.Propose(Shipped, SampleCatalogue.Next(row => row), Today).Value;

        var alone = CatalogueRules.Publish(proposed, "p1", "officer-1", Today);

        Assert.Equal("platform.duties-not-separate", alone.Error?.Code);
    }

    [Fact]
    public void D30_product_above_the_cap_can_neither_be_proposed_nor_published()
    {
        var above = SampleCatalogue.Next(row => row with { TeaPercent = 83.41m });
        var slipped = Shipped with { Proposals = [above] };

        Assert.Equal("credits.rate-above-cap", CatalogueRules.Propose(Shipped, above, Today).Error?.Code);
        Assert.Equal("credits.rate-above-cap", CatalogueRules.Publish(slipped, "p1", "officer-2", Today).Error?.Code);
    }

    [Fact]
    public void Cap_of_a_new_circular_ends_what_was_carried_over()
    {
        var november = new RateCapRow(RateCapRegime.FinancialSystem, new(2026, 5, 1), new(2027, 4, 30), 111.5m, "BCRP circular, test");
        var proposal = new Proposal("p1", "officer-1", SampleCatalogue.Now) { Cap = november };

        var proposed = CatalogueRules.Propose(Shipped, proposal, Today).Value;
        var caps = CreditTables.Of(CatalogueRules.Publish(proposed, "p1", "officer-2", Today).Value).Value.Caps;

        Assert.True(SampleCatalogue.Tables.Caps.At(RateCapRegime.FinancialSystem, Today).Value.Carried);
        var now = caps.At(RateCapRegime.FinancialSystem, Today).Value;
        Assert.Equal((111.5m, false), (now.Value.Compensatory.Percent, now.Carried));
    }

    [Fact]
    public void Cap_that_leaves_a_gap_is_refused()
    {
        var late = new RateCapRow(RateCapRegime.FinancialSystem, new(2026, 6, 1), null, 111.5m, "BCRP circular, test");
        var proposal = new Proposal("p1", "officer-1", SampleCatalogue.Now) { Cap = late };

        Assert.Equal("platform.effective-gap", CatalogueRules.Propose(Shipped, proposal, Today).Error?.Code);
    }

    [Fact]
    public void Rejected_proposal_changes_nothing_and_is_gone()
    {
        var proposed = CatalogueRules.Propose(Shipped, SampleCatalogue.Next(row => row), Today).Value;

        var rejected = CatalogueRules.Reject(proposed, "p1").Value;

        Assert.Equal(
            JsonSerializer.Serialize(Shipped, CreditsJson.Default.Catalogue),
            JsonSerializer.Serialize(rejected, CreditsJson.Default.Catalogue)
        );
        Assert.Equal("credits.proposal-not-found", CatalogueRules.Publish(rejected, "p1", "officer-2", Today).Error?.Code);
    }

    public static TheoryData<string> Faults => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Product_with_a_figure_out_of_range_names_it(string field)
    {
        var refused = CatalogueRules.Propose(Shipped, SampleCatalogue.Next(Broken[field]), Today);

        Assert.Equal(("credits.product-invalid", field), (refused.Error?.Code, refused.Error?.Arguments["field"]));
    }

    private static readonly Dictionary<string, Func<ProductRow, ProductRow>> Broken = new()
    {
        ["code"] = row => row with { Code = "consumo" },
        ["name"] = row => row with { Name = "C" },
        ["source"] = row => row with { Source = "?" },
        ["from"] = row => row with { From = Today },
        ["to"] = row => row with { To = Today },
        ["maxCentimos"] = row => row with { MaxCentimos = row.MinCentimos - 1 },
        ["maxInstalments"] = row => row with { MaxInstalments = 121 },
        ["teaPercent"] = row => row with { TeaPercent = 0m },
        ["moratoryPercent"] = row => row with { MoratoryPercent = -1m },
        ["insuranceMonthlyPercent"] = row => row with { InsuranceMonthlyPercent = 5.01m },
        ["totalGrace"] = row => row with { TotalGrace = 3 },
        ["partialGrace"] = row => row with { PartialGrace = -1 },
        ["chargeCentimos"] = row => row with { ChargeCentimos = -1 },
        ["upfrontCentimos"] = row => row with { UpfrontCentimos = row.MinCentimos },
        ["instalmentStep"] = row => row with { InstalmentStep = 0.02m },
        ["allocation"] = row => row with { Allocation = ["Principal"] },
        ["prepaymentAbove"] = row => row with { PrepaymentAbove = 0 },
        ["firstDueMaxDays"] = row => row with { FirstDueMaxDays = 30 },
        ["kinds"] = row => row with { Kinds = ["alcalde"] },
        ["ageLimit"] = row => row with { AgeLimit = 101 },
        ["payslipMonths"] = row => row with { PayslipMonths = 0 },
        ["keptPercent"] = row => row with { KeptPercent = 49.99m },
        ["worstClass"] = row => row with { WorstClass = 5 },
        ["approvalOverCentimos"] = row => row with { ApprovalOverCentimos = -1 },
        ["phoneCoolDownHours"] = row => row with { PhoneCoolDownHours = 241 },
        ["requestDays"] = row => row with { RequestDays = 0 },
    };

    [Theory]
    [InlineData(49_999, 12, "credits.amount-out-of-range")]
    [InlineData(5_000_001, 12, "credits.amount-out-of-range")]
    [InlineData(50_000, 2, "credits.term-out-of-range")]
    [InlineData(5_000_000, 61, "credits.term-out-of-range")]
    public void Wish_outside_the_product_is_refused_with_what_it_allows(long centimos, int term, string code)
    {
        var refused = SampleCatalogue.Product.Terms(Wish(centimos, term), Today);

        Assert.Equal(code, refused.Error?.Code);
        Assert.Equal(["max", "min"], refused.Error!.Arguments.Keys.Order());
    }

    [Theory]
    [InlineData(14, false)]
    [InlineData(15, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void First_due_date_keeps_the_distance_that_the_product_asks(int days, bool accepted)
    {
        var wish = Wish(800_000, 24) with { FirstDue = Today.AddDays(days) };

        Assert.Equal(accepted ? null : "credits.first-due-invalid", SampleCatalogue.Product.Terms(wish, Today).Error?.Code);
    }

    private static CreditWish Wish(long centimos, int term) =>
        new(Money.FromCentimos(centimos), term, Serverless.App.Credits.Schedules.Grace.None, null);
}
