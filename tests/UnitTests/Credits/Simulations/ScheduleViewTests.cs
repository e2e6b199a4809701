using CsCheck;
using Serverless.App.Credits.Schedules;
using Serverless.App.Credits.Simulations;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Credits.Schedules;

namespace Serverless.UnitTests.Credits.Simulations;

public sealed class ScheduleViewTests
{
    private static readonly Gen<Schedule> Schedules = CreditGen.Terms.Select(terms =>
        Amortisation.Of(RepaymentPlan.Of(terms with { Rounding = ScheduleRounding.Centimo }, CreditGen.Calendar))
    );

    [Fact]
    public void D30_rows_shown_are_the_rows_of_the_schedule_in_centimos() =>
        Schedules.Sample(schedule =>
        {
            var shown = new ScheduleView(schedule);
            return shown.Count == schedule.Rows.Length && shown.Zip(schedule.Rows).All(pair => IsSame(pair.First, pair.Second));
        });

    [Fact]
    public void D30_totals_shown_are_those_of_the_schedule() =>
        Schedules.Sample(schedule =>
            ScheduleTotals.Of(schedule)
            == new ScheduleTotals(
                schedule.TotalInterest.Centimos,
                schedule.TotalInsurance.Centimos,
                schedule.TotalCharges.Centimos,
                schedule.TotalPaid.Centimos,
                schedule.Rows.Max(row => row.Instalment).Centimos
            )
        );

    private static bool IsSame(ScheduleRowView shown, ScheduleRow row) =>
        (shown.Number, shown.Due, shown.PayBy, shown.Days) == (row.Number, row.Due, row.PayBy, row.Days)
        && In(shown.OpeningCentimos, row.Opening)
        && In(shown.InterestCentimos, row.Interest)
        && In(shown.InsuranceCentimos, row.Insurance)
        && In(shown.ChargeCentimos, row.Charge)
        && In(shown.PrincipalCentimos, row.Principal)
        && In(shown.InstalmentCentimos, row.Instalment)
        && In(shown.ClosingCentimos, row.Closing);

    private static bool In(long centimos, Money amount) => centimos / 100m == amount.Soles;
}
