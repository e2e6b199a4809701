using Serverless.App.Credits.Rates;
using Serverless.App.Credits.Schedules;
using Serverless.App.Credits.Yields;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Schedules;

/// <summary>The edges of what is computed, and what a credit costs.</summary>
public sealed class CreditQuoteTests
{
    private static readonly CreditTerms Plain = CreditGen.Sample with { Calendar = DueCalendar.Every(30) };

    public static TheoryData<string, string?> Edges =>
        new()
        {
            { "amount-most", null },
            { "amount-above", "credits.amount-invalid" },
            { "amount-below", "credits.amount-invalid" },
            { "rate-most", null },
            { "rate-above", "credits.rate-invalid" },
            { "insurance-most", null },
            { "insurance-above", "credits.rate-invalid" },
            { "term-least", null },
            { "term-none", "credits.term-invalid" },
            { "term-most", null },
            { "grace-longest", null },
            { "grace-negative", "credits.grace-invalid" },
            { "upfront-negative", "credits.charges-invalid" },
            { "upfront-most", null },
            { "calendar-end", "credits.out-of-range" },
        };

    [Theory]
    [MemberData(nameof(Edges))]
    public void D30_terms_at_the_edge_are_computed_and_those_past_it_refused(string what, string? code)
    {
        var terms = what switch
        {
            "amount-most" => Plain with { Amount = new Money(1_000_000_000m) },
            "amount-above" => Plain with { Amount = new Money(1_000_000_000.01m) },
            "amount-below" => Plain with { Amount = new Money(-0.01m) },
            "rate-most" => Plain with { Tea = new Rate(10m) },
            "rate-above" => Plain with { Tea = new Rate(10.0001m) },
            "insurance-most" => Plain with { Insurance = new(InsuranceMethod.OpeningBalance, new Rate(1m)) },
            "insurance-above" => Plain with { Insurance = new(InsuranceMethod.OpeningBalance, new Rate(1.0001m)) },
            "term-least" => Plain with { Instalments = 1 },
            "term-none" => Plain with { Instalments = 0 },
            "term-most" => Plain with { Instalments = CreditQuote.LongestTerm },
            "grace-longest" => Plain with { Grace = new(GraceKind.Partial, 23) },
            "grace-negative" => Plain with { Grace = new(GraceKind.Partial, -1) },
            "upfront-negative" => Plain with { UpfrontCharges = new Money(-0.01m) },
            "upfront-most" => Plain with { UpfrontCharges = Plain.Amount - new Money(4_000m) },
            _ => Plain with { Disbursed = new(9999, 6, 15) },
        };

        Assert.Equal(code, CreditQuote.For(terms, CreditGen.Calendar).Error?.Code);
    }

    [Fact]
    public void D30_member_receives_what_is_left_after_what_is_kept_back()
    {
        var quote = CreditGen.Quote(Plain with { UpfrontCharges = new Money(120m) });

        Assert.Equal((new Money(7_880m), Plain.Amount), (quote.Received, quote.Schedule.Principal));
        Assert.Equal(Plain with { UpfrontCharges = new Money(120m) }, quote.Terms);
    }

    [Fact]
    public void D30_TCEA_is_that_of_what_is_received_and_every_instalment_by_its_days()
    {
        var terms = CreditGen.Sample with { UpfrontCharges = new Money(120m), ChargePerInstalment = new Money(4m) };
        var quote = CreditGen.Quote(terms);
        CashFlow[] flows =
        [
            new(7_880, 0),
            .. quote.Schedule.Rows.Select(row => new CashFlow(
                -(double)row.Instalment.Soles,
                (row.Due.DayNumber - terms.Disbursed.DayNumber) / 360.0
            )),
        ];

        Assert.Equal(AnnualCost.OfYears(flows).Value.Fraction, quote.Tcea.Fraction, 8);
        Assert.True(quote.Tcea.Fraction > 0.26m);
    }

    [Fact]
    public void D30_insurance_by_the_day_grows_with_the_interest()
    {
        var monthly = new Rate(0.0021m);
        var terms = CreditGen.Sample with { Insurance = new(InsuranceMethod.InsideDailyRate, monthly) };
        var plan = RepaymentPlan.Of(terms, CreditGen.Calendar);
        var interest = Math.Pow(1.24, 1 / 360.0);
        var insurance = Math.Pow(1 + (12 * 0.0021), 1 / 365.0) - 1;

        Assert.All(
            plan.Periods,
            period =>
                Assert.Equal(Math.Pow(interest + insurance, period.Days) - Math.Pow(interest, period.Days), (double)period.Insurance, 1e-12)
        );
        Assert.All(plan.Periods, period => Assert.Equal(RateConversion.OfDays(terms.Tea, period.Days).Fraction, period.Interest, 15));
    }

    [Theory]
    [InlineData(InsuranceMethod.OpeningBalance, false)]
    [InlineData(InsuranceMethod.MeanPremium, false)]
    [InlineData(InsuranceMethod.InsideDailyRate, true)]
    [InlineData(InsuranceMethod.LevelAllIn, true)]
    public void D30_two_methods_put_the_premium_inside_the_level_instalment(object method, bool inside) =>
        Assert.Equal(inside, new Insurance((InsuranceMethod)method, Rate.Zero).IsInsideInstalment);
}
