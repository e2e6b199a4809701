using CsCheck;
using Serverless.App.Credits.Schedules;

namespace Serverless.UnitTests.Credits.Schedules;

/// <summary>Rows are rounded from binary figures where those suffice: nobody may see it.</summary>
public sealed class BinaryFiguresTests
{
    [Fact]
    public void D30_interest_of_every_row_is_the_rounded_product_of_decimals() =>
        CreditGen.Terms.Sample(terms =>
            CreditGen
                .Quote(terms)
                .Schedule.Rows.All(row => row.Interest.Soles == terms.Rounding.Rows.Apply(row.Opening.Soles * row.Rate.Fraction))
        );

    [Fact]
    public void D30_level_instalment_is_the_rounded_quotient_of_decimals() =>
        CreditGen.Terms.Sample(given =>
        {
            var terms = given with { Modality = Modality.LevelInstalment, Grace = Grace.None, Insurance = Insurance.None };
            var plan = RepaymentPlan.Of(terms, CreditGen.Calendar);
            var schedule = Amortisation.Of(plan);
            // A long period that costs more than the level pays levels anew.
            var anew = schedule.Rows.Any(row => row.Principal.Soles == 0m);
            decimal[] rates = [.. plan.Periods.Select(period => period.Interest)];

            return anew
                || schedule.LevelInstalment.Soles == terms.Rounding.Instalment.Apply(LevelInstalments.Of(plan.Principal.Soles, rates));
        });

    [Fact]
    public void D30_binary_level_is_within_the_bound_that_rounding_wants() =>
        CreditGen.Terms.Sample(terms =>
        {
            var plan = RepaymentPlan.Of(terms, CreditGen.Calendar);
            var owed = terms.Amount.Soles;
            var exact = LevelInstalments.Of(owed, [.. plan.Periods.Select(period => period.Interest + period.Insurance)]);

            var near = LevelInstalments.Near((double)owed, plan.Periods, withInsurance: true, carried: 0);

            return Math.Abs(near - (double)exact) <= (double)exact / (1L << 37);
        });
}
