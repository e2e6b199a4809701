using Serverless.App.Credits.Schedules;

namespace Serverless.App.Credits.Simulations;

/// <summary>What a schedule comes to, in céntimos.</summary>
internal readonly record struct ScheduleTotals(long Interest, long Insurance, long Charges, long Paid, long HighestInstalment)
{
    internal static ScheduleTotals Of(Schedule schedule)
    {
        var totals = default(ScheduleTotals);
        foreach (ref readonly var row in schedule.Rows.AsSpan())
        {
            var shown = ScheduleRowView.Of(in row);
            totals = new(
                totals.Interest + shown.InterestCentimos,
                totals.Insurance + shown.InsuranceCentimos,
                totals.Charges + shown.ChargeCentimos,
                totals.Paid + shown.InstalmentCentimos,
                Math.Max(totals.HighestInstalment, shown.InstalmentCentimos)
            );
        }

        return totals;
    }
}
